extension SystemCalling where Self: ~Copyable {
    /// Closes the descriptors from `first` to `last`, or marks them to be closed by `execve`.
    ///
    /// Nobody may own those that are closed. With ``CLOSE_RANGE/unshare`` the process has a descriptor
    /// table of its own afterwards. See `close_range(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` where `first` is greater than `last`, or ``Hangup``.
    public func close_range(
        _ first: FileDescriptorNumber, _ last: FileDescriptorNumber = FileDescriptorNumber(CInt.max),
        _ flags: CLOSE_RANGE = []
    ) async throws {
        try await task.syscall(.close_range, scope: .thread, first, last, flags)
        if flags.contains(.unshare) { task.enter(DescriptorTable(copyOf: task.descriptorTable, .all)) }
    }
}
