extension MemoryMapping {
    /// Locks the pages, or some of them, in memory, so that they are never swapped out: `mlock(2)`.
    ///
    /// - Throws: `ENOMEM` or `EPERM` beyond ``RLIMIT/memlock`` without ``CAP/ipc_lock``, `ENOMEM` if a page can't be had,
    ///   or ``MemoryRangeError`` if the mapping has no such pages.
    public func mlock(pages: Range<Int>? = nil) async throws {
        let part = try range.pages(pages ?? 0..<range.pageCount)
        try await keeper.syscall(.mlock, part.address, part.length)
    }

    /// Unlocks the pages, or some of them: `munlock(2)`.
    ///
    /// - Throws: ``MemoryRangeError`` if the mapping has no such pages.
    public func munlock(pages: Range<Int>? = nil) async throws {
        let part = try range.pages(pages ?? 0..<range.pageCount)
        try await keeper.syscall(.munlock, part.address, part.length)
    }

    /// Writes the changes of the pages, or of some of them, to the file: `msync(2)`.
    ///
    /// - Throws: `EIO` if a write failed, `EBUSY` for locked pages with ``MsyncFlags/invalidate``, or ``MemoryRangeError``.
    public func msync(_ flags: MsyncFlags = .sync, pages: Range<Int>? = nil) async throws {
        let part = try range.pages(pages ?? 0..<range.pageCount)
        try await keeper.syscall(.msync, part.address, part.length, flags)
    }
}
