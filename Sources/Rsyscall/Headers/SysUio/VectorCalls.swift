extension OwnedFileDescriptor {
    /// Reads into one buffer after another. See `readv(2)`.
    ///
    /// - Parameter buffers: The list, in memory; see ``IovecList/assumeFilled(_:)`` for what comes after.
    /// - Returns: How many bytes were read, none at the end of the file.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func readv(_ buffers: borrowing WrittenPointer<IovecList<Pointer<Bytes>>>) async throws -> Int {
        try await task.syscall(
            .readv, scope: readScope, try checkedNumber(), try buffers.memory.argument(for: task),
            buffers.value.count)
    }

    /// Reads into one buffer after another. See `readv(2)`.
    ///
    /// - Returns: The buffers that were filled, the last perhaps in part; the variable keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffers` is as it was.
    public func readv(
        into buffers: inout IovecList<Pointer<Bytes>>
    ) async throws -> IovecList<ReadablePointer<Bytes>> {
        let list = try await task.vector(buffers)
        let count = try await task.syscall(
            .readv, scope: readScope, try checkedNumber(), try list.memory.argument(for: task), buffers.count)
        return try buffers.assumeFilled(count)
    }

    /// Reads at `offset` into one buffer after another. See `preadv2(2)`.
    ///
    /// An offset of -1 means where the descriptor is.
    ///
    /// - Returns: The buffers that were filled, the last perhaps in part; the variable keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffers` is as it was.
    public func preadv2(
        into buffers: inout IovecList<Pointer<Bytes>>, at offset: Int, _ flags: RWF = []
    ) async throws -> IovecList<ReadablePointer<Bytes>> {
        let list = try await task.vector(buffers)
        let count = try await task.syscall(
            .preadv2, scope: readScope, try checkedNumber(), try list.memory.argument(for: task),
            buffers.count, offset, 0, flags)
        return try buffers.assumeFilled(count)
    }

    /// Reads at `offset` into one buffer after another. See `preadv2(2)`.
    ///
    /// - Parameters:
    ///   - buffers: The list, in memory; see ``IovecList/assumeFilled(_:)`` for what comes after.
    ///   - offset: Where to read, or -1 for where the descriptor is.
    ///   - flags: How to read.
    /// - Returns: How many bytes were read, none at the end of the file.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func preadv2(
        _ buffers: borrowing WrittenPointer<IovecList<Pointer<Bytes>>>, at offset: Int, _ flags: RWF = []
    ) async throws -> Int {
        try await task.syscall(
            .preadv2, scope: readScope, try checkedNumber(), try buffers.memory.argument(for: task),
            buffers.value.count, offset, 0, flags)
    }

    /// Writes one buffer after another. See `writev(2)`.
    ///
    /// - Returns: How many bytes were written.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func writev(
        _ buffers: borrowing WrittenPointer<IovecList<ReadablePointer<Bytes>>>
    ) async throws -> Int {
        try await task.syscall(
            .writev, scope: writeScope(buffers.value.size), try checkedNumber(),
            try buffers.memory.argument(for: task), buffers.value.count)
    }

    /// Writes one buffer after another. See `writev(2)`.
    ///
    /// - Returns: The buffers that were written, the last perhaps in part; the variable keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffers` is as it was.
    public func writev(
        _ buffers: inout IovecList<ReadablePointer<Bytes>>
    ) async throws -> IovecList<ReadablePointer<Bytes>> {
        let list = try await task.vector(buffers)
        let count = try await task.syscall(
            .writev, scope: writeScope(buffers.size), try checkedNumber(),
            try list.memory.argument(for: task), buffers.count)
        return try buffers.splitPrefix(count)
    }

    /// Writes one buffer after another at `offset`. See `pwritev2(2)`.
    ///
    /// - Parameters:
    ///   - buffers: The list, in memory.
    ///   - offset: Where to write, or -1 for where the descriptor is.
    ///   - flags: How to write.
    /// - Returns: How many bytes were written.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func pwritev2(
        _ buffers: borrowing WrittenPointer<IovecList<ReadablePointer<Bytes>>>, at offset: Int,
        _ flags: RWF = []
    ) async throws -> Int {
        try await task.syscall(
            .pwritev2, scope: writeScope(buffers.value.size), try checkedNumber(),
            try buffers.memory.argument(for: task), buffers.value.count, offset, 0, flags)
    }

    /// Writes one buffer after another at `offset`. See `pwritev2(2)`.
    ///
    /// - Returns: The buffers that were written, the last perhaps in part; the variable keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffers` is as it was.
    public func pwritev2(
        _ buffers: inout IovecList<ReadablePointer<Bytes>>, at offset: Int, _ flags: RWF = []
    ) async throws -> IovecList<ReadablePointer<Bytes>> {
        let list = try await task.vector(buffers)
        let count = try await task.syscall(
            .pwritev2, scope: writeScope(buffers.size), try checkedNumber(),
            try list.memory.argument(for: task), buffers.count, offset, 0, flags)
        return try buffers.splitPrefix(count)
    }
}

extension KernelTask {
    /// The structs of a list in memory, for as long as one call takes; the list keeps its buffers.
    fileprivate func vector<Buffer: OwnedPointer & ~Copyable>(
        _ list: borrowing IovecList<Buffer>
    ) async throws -> Pointer<IovecList<Buffer>> {
        let size = try list.encodedByteCount(for: addressSpace)
        let pointer = try await allocate(IovecList<Buffer>.self, size: size)
        _ = try await pointer.memory.store(list)
        return pointer
    }
}
