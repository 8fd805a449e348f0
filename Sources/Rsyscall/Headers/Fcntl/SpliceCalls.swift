extension OwnedFileDescriptor {
    /// Moves at most `count` bytes to or from a pipe and returns their number, 0 at the end: `splice(2)`.
    ///
    /// Without an offset, that of the descriptor is used and moves. A pipe has none.
    ///
    /// - Throws: `EAGAIN` if it would wait and is nonblocking, `EINVAL` if neither is a pipe, both are the same one, or
    ///   the target appends, or `ESPIPE` for an offset in a pipe.
    public func splice(
        from offset: Int? = nil, to target: borrowing OwnedFileDescriptor, at targetOffset: Int? = nil,
        count: Int, _ flags: SPLICE_F = []
    ) async throws -> Int {
        try await process.syscall(
            .splice, self, OptionalValue(offset), target, OptionalValue(targetOffset), count, flags)
    }

    /// Copies at most `count` bytes from this pipe to another, and leaves them here too: `tee(2)`.
    ///
    /// - Returns: The number of bytes; 0 if the pipe is empty and has no writer.
    /// - Throws: `EAGAIN` if it would wait and is nonblocking, or `EINVAL` if either isn't a pipe or both are the same one.
    public func tee(
        to target: borrowing OwnedFileDescriptor, count: Int, _ flags: SPLICE_F = []
    ) async throws -> Int { try await process.syscall(.tee, self, target, count, flags) }
}
