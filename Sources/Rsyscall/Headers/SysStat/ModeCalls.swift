extension OwnedFileDescriptor {
    /// Sets the open file's permission bits. See `fchmod(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` where the process does not own the file, or ``Hangup``.
    public func fchmod(_ mode: Mode) async throws {
        try await task.syscall(.fchmod, try checkedNumber(), mode)
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Sets which permission bits new files do not get, and gives those before. See `umask(2)`.
    ///
    /// - Throws: ``Hangup``.
    @discardableResult
    public func umask(_ mask: Mode) async throws -> Mode {
        Mode(rawValue: UInt32(truncatingIfNeeded: try await task.syscall(.umask, scope: .thread, mask)))
    }
}
