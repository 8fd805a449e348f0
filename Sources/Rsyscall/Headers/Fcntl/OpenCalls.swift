extension PathBase where Self: ~Copyable {
    /// Opens the file at `path`, or with ``OpenFlags/creat`` creates it with `mode` less the umask: `openat(2)`.
    @inlinable
    public func openat(
        _ path: borrowing some PathInput, _ flags: OpenFlags = .rdonly, mode: Mode = .usual,
        closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(
            .openat, self, path, flags.closing(onExec: closeOnExec), NewFileMode(mode, flags))
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Opens the file at `path`, or with ``OpenFlags/creat`` creates it with `mode` less the umask: `open(2)`.
    @inlinable
    public func open(
        _ path: borrowing some PathInput, _ flags: OpenFlags = .rdonly, mode: Mode = .usual,
        closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(
            .openat, self, path, flags.closing(onExec: closeOnExec), NewFileMode(mode, flags))
    }
}
