extension PathBase where Self: ~Copyable {
    /// Sets the times of the last access and the last change of the file at `path`: `utimensat(2)`.
    ///
    /// - Throws: `EACCES` or `EPERM` if the process neither owns the file nor, for the current time, may write to it.
    public func utimensat(
        _ path: borrowing some PathInput, atime: Timespec, mtime: Timespec, _ flags: AT = []
    ) async throws { try await process.syscall(.utimensat, self, path, [atime, mtime], flags) }
}

extension OwnedFileDescriptor {
    /// Sets the times of the last access and the last change of the open file: `futimens(3)`.
    ///
    /// - Throws: The errors of `utimensat`.
    public func futimens(atime: Timespec, mtime: Timespec) async throws {
        try await process.syscall(.utimensat, self, Address.null, [atime, mtime], 0)
    }
}
