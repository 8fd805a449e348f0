extension OwnedFileDescriptor {
    /// Copies at most `count` bytes from a file to the descriptor and returns their number, 0 at the end: `sendfile(2)`.
    ///
    /// The source is a file that can be mapped, or a pipe. Without an offset, its own is used and moves.
    ///
    /// - Throws: `EAGAIN` if it would wait and is nonblocking, `EINVAL` if `source` can't be mapped or the descriptor
    ///   appends, or `ESPIPE` for an offset in what has none.
    public func sendfile(
        _ source: borrowing OwnedFileDescriptor, at offset: Int? = nil, count: Int
    ) async throws -> Int { try await process.syscall(.sendfile, self, source, OptionalValue(offset), count) }
}
