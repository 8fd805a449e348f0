extension OwnedFileDescriptor {
    /// Reports how many pages of a part of the file, for a length of 0 to its end, are in memory: `cachestat(2)`.
    ///
    /// - Throws: `ENOSYS` before Linux 6.5, or `EOPNOTSUPP` for a file of huge pages.
    public func cachestat(offset: UInt64 = 0, length: UInt64 = 0) async throws -> Cachestat {
        try await process.syscall(.cachestat, self, [offset, length], Output<Cachestat>(), 0)
    }

    /// Reports into `buffer`, which keeps the rest, how many pages of a part of the file are in memory: `cachestat(2)`.
    public func cachestat(
        offset: UInt64 = 0, length: UInt64 = 0, into buffer: inout Pointer<Cachestat>
    ) async throws -> ReadablePointer<Cachestat> {
        try await buffer.takeOne(
            after: process.syscall(.cachestat, self, [offset, length], buffer.roomForOne, 0))
    }
}

extension Cachestat: CallResult {}
