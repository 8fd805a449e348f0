extension PathBase where Self: ~Copyable {
    /// Sets the permissions of the file at `path`: `fchmodat(2)`.
    ///
    /// - Throws: `EPERM` if the process does not own the file; with flags, `ENOSYS` before Linux 6.6, or `EOPNOTSUPP`.
    public func fchmodat(_ path: borrowing some PathInput, _ mode: Mode, _ flags: AT = []) async throws {
        try await process.syscall(flags.isEmpty ? .fchmodat : .fchmodat2, self, path, mode, flags)
    }
}

extension OwnedFileDescriptor {
    /// Sets the permissions of the open file: `fchmod(2)`.
    ///
    /// - Throws: `EPERM` if the process does not own the file.
    public func fchmod(_ mode: Mode) async throws { try await process.syscall(.fchmod, self, mode) }
}

extension SystemCalling where Self: ~Copyable {
    /// Sets the permissions of the file at `path`: `chmod(2)`.
    ///
    /// - Throws: `EPERM` if the process does not own the file.
    public func chmod(_ path: borrowing some PathInput, _ mode: Mode) async throws {
        try await process.syscall(.fchmodat, self, path, mode)
    }

    /// Sets the permissions that new files do not get, and returns the previous mask: `umask(2)`.
    @discardableResult
    public func umask(_ mask: Mode) async throws -> Mode { try await process.syscall(.umask, mask) }
}

extension Mode: CallResult {}
