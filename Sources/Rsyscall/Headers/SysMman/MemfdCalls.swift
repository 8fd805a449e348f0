extension SystemCalling where Self: ~Copyable {
    /// Creates a file in memory, which lives as long as it is open or mapped: `memfd_create(2)`.
    ///
    /// It is empty; ``OwnedFileDescriptor/ftruncate(_:)`` makes it longer.
    ///
    /// - Parameters:
    ///   - name: The name that `/proc` shows, which need not be unique.
    ///   - flags: The properties of the file.
    ///   - closeOnExec: Whether executing a program closes the descriptor.
    public func memfd_create(
        _ name: borrowing some StringArgument & ~Copyable, _ flags: MFD = [], closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.memfd_create, name, flags.closing(onExec: closeOnExec))
    }
}
