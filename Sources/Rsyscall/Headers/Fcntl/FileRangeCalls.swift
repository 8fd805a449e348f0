extension OwnedFileDescriptor {
    /// Allocates or frees the space of a part of the file: `fallocate(2)`.
    ///
    /// - Throws: `EOPNOTSUPP` if the file system can't do that, `ENODEV` if it isn't a regular file, or `EINVAL` for a
    ///   length of 0 or a part that must be whole blocks.
    public func fallocate(_ mode: FALLOC_FL = [], offset: Int, length: Int) async throws {
        try await process.syscall(.fallocate, self, mode, offset, length)
    }

    /// Announces how a part of the file will be used, for a length of 0 to its end: `posix_fadvise(2)`.
    ///
    /// - Throws: `ESPIPE` for a pipe.
    public func posix_fadvise(offset: Int = 0, length: Int = 0, _ advice: POSIX_FADV) async throws {
        try await process.syscall(.posix_fadvise, self, offset, length, advice)
    }

    /// Starts to read `count` bytes of the file into the page cache: `readahead(2)`.
    ///
    /// - Throws: `EINVAL` if it isn't a file that can be read ahead.
    public func readahead(offset: Int, count: Int) async throws {
        try await process.syscall(.readahead, self, offset, count)
    }

    /// Writes the data of a part of the file, for a count of 0 to its end, but no metadata: `sync_file_range(2)`.
    ///
    /// - Throws: `EIO` or `ENOSPC` if a write failed, or `ESPIPE` for a pipe.
    public func sync_file_range(
        offset: Int = 0, count: Int = 0, _ flags: SYNC_FILE_RANGE
    ) async throws { try await process.syscall(.sync_file_range, self, offset, count, flags) }
}
