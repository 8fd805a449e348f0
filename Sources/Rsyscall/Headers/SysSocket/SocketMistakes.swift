extension OwnedFileDescriptor {
    /// Not available: a port alone is no address.
    @available(
        *, unavailable, message: "a port alone is no address; write .inet(port: 80) or .inet6(port: 80)"
    )
    public func bind(_ port: Int) async throws {}

    /// Not available: a string may be a path or an abstract name.
    @available(
        *, unavailable,
        message: "a string is no address; write .unix(path: \"/path\") or .unix(abstract: \"name\")"
    )
    public func bind(_ name: String) async throws {}

    /// Not available: a port alone is no address.
    @available(
        *, unavailable, message: "a port alone is no address; write .inet(port: 80, addr: .loopback)"
    )
    public func connect(_ port: Int) async throws {}

    /// Not available: a string may be a path or an abstract name, and host names are not resolved.
    @available(
        *, unavailable,
        message: "a string is no address; write .unix(path: \"/path\") or .inet(port: 80, addr: ...)"
    )
    public func connect(_ name: String) async throws {}
}
