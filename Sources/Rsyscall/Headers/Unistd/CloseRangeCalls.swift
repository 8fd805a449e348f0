extension SystemCalling where Self: ~Copyable {
    /// Closes the descriptors from `first` to `last`, or marks them close-on-exec: `close_range(2)`.
    ///
    /// Descriptors that are closed must have no owner. With ``CLOSE_RANGE/unshare`` the process gets a
    /// descriptor table of its own first.
    ///
    /// - Throws: `EINVAL` if `first` is greater than `last`.
    public func close_range(
        _ first: FileDescriptorNumber, _ last: FileDescriptorNumber = FileDescriptorNumber(CInt.max),
        _ flags: CLOSE_RANGE = []
    ) async throws {
        let unshares = flags.contains(.unshare)
        try await process.syscall(.close_range, first, last, flags)
        if unshares { process.enter(DescriptorTable(copyOf: process.descriptorTable, .all)) }
    }
}
