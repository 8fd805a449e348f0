extension OwnedFileDescriptor {
    /// Reads the next names of the directory. See `getdents64(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled, empty at the end; the variable keeps the rest.
    /// - Throws: ``SyscallError``, with `EINVAL` where not even one name fits, or ``Hangup``; `buffer` is
    ///   as it was.
    public func getdents64(
        into buffer: inout Pointer<DirentList>
    ) async throws -> ReadablePointer<DirentList> {
        let count = try await task.syscall(
            .getdents64, try checkedNumber(), try buffer.memory.argument(for: task), buffer.size)
        return try buffer.takeFilled(count)
    }

    /// Reads all the names of the directory that have not been read. See `getdents64(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func getdents64() async throws -> [Dirent] {
        var entries: [Dirent] = []
        var buffer = try await task.allocate(DirentList.self, size: 32 << 10)
        while true {
            let filled = try await getdents64(into: &buffer)
            if filled.size == 0 { return entries }
            entries += try await filled.read().entries
            try buffer.merge(before: filled)
        }
    }
}
