extension OwnedFileDescriptor {
    /// Copies at most `count` bytes to another file and returns their number, 0 at the end: `copy_file_range(2)`.
    ///
    /// File systems that can share blocks do, and copy nothing. Without an offset, that of the descriptor moves.
    ///
    /// - Throws: `EINVAL` if either isn't a regular file or the ranges overlap in one file, `EXDEV` if the file systems
    ///   can't copy to each other, `EBADF` if the target appends, or `ETXTBSY` if either is a swap file.
    public func copy_file_range(
        from offset: Int? = nil, to target: borrowing OwnedFileDescriptor, at targetOffset: Int? = nil,
        count: Int
    ) async throws -> Int {
        try await process.syscall(
            .copy_file_range, self, OptionalValue(offset), target, OptionalValue(targetOffset), count, 0)
    }
}
