extension OwnedFileDescriptor {
    /// Sets the permissions of the open file: `fchmod(2)`.
    ///
    /// - Throws: `EPERM` if the process does not own the file.
    public func fchmod(_ mode: Mode) async throws { try await process.syscall(.fchmod, self, mode) }
}

extension SystemCalling where Self: ~Copyable {
    /// Sets the permissions that new files do not get, and returns the previous mask: `umask(2)`.
    @discardableResult
    public func umask(_ mask: Mode) async throws -> Mode { try await process.syscall(.umask, mask) }
}

extension Mode: CallResult {}
