extension SystemCalling where Self: ~Copyable {
    /// Creates an empty file in memory, which lives as long as it is open or mapped: `memfd_create(2)`.
    ///
    /// `/proc` shows its name, which need not be unique. ``OwnedFileDescriptor/ftruncate(_:)`` makes it longer.
    public func memfd_create(
        _ name: borrowing some StringInput, _ flags: MFD = [], closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.memfd_create, name, flags.closing(onExec: closeOnExec))
    }
}
