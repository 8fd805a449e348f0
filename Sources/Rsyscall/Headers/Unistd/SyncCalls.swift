extension OwnedFileDescriptor {
    /// Writes the data and the metadata of the file to its device: `fsync(2)`.
    ///
    /// - Throws: `EIO`, `ENOSPC` or `EDQUOT` if that or an earlier write failed, or `EINVAL` for a pipe or socket.
    public func fsync() async throws { try await process.syscall(.fsync, self) }

    /// Writes the data of the file to its device, and what is needed to read it: `fdatasync(2)`.
    ///
    /// - Throws: The errors of ``fsync()``.
    public func fdatasync() async throws { try await process.syscall(.fdatasync, self) }

    /// Writes the whole file system that the file is on to its device: `syncfs(2)`.
    ///
    /// - Throws: `EIO`, `ENOSPC` or `EDQUOT` if that or an earlier write failed.
    public func syncfs() async throws { try await process.syscall(.syncfs, self) }
}

extension SystemCalling where Self: ~Copyable {
    /// Writes all file systems to their devices, and reports no failure: `sync(2)`.
    public func sync() async throws { try await process.syscall(.sync) }
}
