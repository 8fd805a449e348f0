public import SystemPackage

extension OwnedFileDescriptor {
    /// Takes over an open descriptor of our own process, which nothing else may close.
    ///
    /// - Throws: ``Unsupported`` if it is known to have an owner, or the library uses it for itself.
    public init(adopting descriptor: FileDescriptor) throws(Unsupported) {
        try self.init(adopting: FileDescriptorNumber(descriptor.rawValue), of: .local)
    }

    /// Gives up a descriptor of our own process and returns it for swift-system, or for swift-nio by its `rawValue`.
    /// The caller then owns it and must close it.
    ///
    /// If the descriptor is another process's, ``SystemCalling/inherit(_:)`` it first.
    ///
    /// - Throws: ``Mismatch`` if it isn't in our table; it is closed then.
    public consuming func release() throws(Mismatch) -> FileDescriptor {
        _ = try number(in: .local)
        return FileDescriptor(rawValue: releaseNumber().rawValue)
    }
}
