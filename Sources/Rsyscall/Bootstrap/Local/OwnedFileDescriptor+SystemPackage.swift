public import SystemPackage

extension OwnedFileDescriptor {
    /// Takes over an open descriptor of our own process, which nothing else may close.
    ///
    /// - Throws: ``Unsupported`` if it is known to have an owner, or the library uses it itself.
    public init(adopting descriptor: FileDescriptor) throws(Unsupported) {
        try self.init(adopting: FileDescriptorNumber(descriptor.rawValue), of: .local)
    }

    /// Gives up the descriptor of our own process, which another part of the program then owns and must close: one that
    /// uses swift-system, or swift-nio by its `rawValue`.
    ///
    /// For one of another process, have ours ``SystemCalling/inherit(_:)`` it first.
    ///
    /// - Throws: ``Mismatch`` if it is in another table than ours; it is closed then.
    public consuming func release() throws(Mismatch) -> FileDescriptor {
        _ = try number(in: .local)
        return FileDescriptor(rawValue: releaseNumber().rawValue)
    }
}
