extension SystemCalling where Self: ~Copyable {
    /// Makes the directory at `path` the working directory: `chdir(2)`.
    public func chdir(_ path: borrowing some PathInput) async throws {
        try await process.syscall(.chdir, path)
    }

    /// Makes an open directory the working directory: `fchdir(2)`.
    ///
    /// - Throws: `ENOTDIR` if it is not a directory.
    public func fchdir(_ directory: borrowing OwnedFileDescriptor) async throws {
        try await process.syscall(.fchdir, directory)
    }

    /// Makes the directory at `path` the root directory, and keeps the working directory: `chroot(2)`.
    ///
    /// - Throws: `EPERM` without ``CAP/sys_chroot``.
    public func chroot(_ path: borrowing some PathInput) async throws {
        try await process.syscall(.chroot, path)
    }
}
