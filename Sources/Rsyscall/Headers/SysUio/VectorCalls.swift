extension OwnedFileDescriptor {
    /// Reads into one buffer after another, and returns the number of bytes: `readv(2)`.
    ///
    /// See ``IovecList/assumeFilled(_:)`` for what the buffers hold then.
    public func readv(_ buffers: borrowing WrittenPointer<IovecList<Pointer<Bytes>>>) async throws -> Int {
        try await process.syscall(.readv, self, buffers, buffers.value.count)
    }

    /// Reads into one buffer after another, and returns the filled part of `buffers`, which keeps the rest: `readv(2)`.
    public func readv(
        into buffers: inout IovecList<Pointer<Bytes>>
    ) async throws -> IovecList<ReadablePointer<Bytes>> {
        try await buffers.assumeFilled(process.syscall(.readv, self, buffers, buffers.count))
    }

    /// Reads at `offset` into one buffer after another, and returns the number of bytes: `preadv2(2)`.
    ///
    /// An offset of -1 means the descriptor's own. See ``IovecList/assumeFilled(_:)`` for what the buffers hold then.
    public func preadv2(
        _ buffers: borrowing WrittenPointer<IovecList<Pointer<Bytes>>>, at offset: Int, _ flags: RWF = []
    ) async throws -> Int {
        try await process.syscall(.preadv2, self, buffers, buffers.value.count, offset, 0, flags)
    }

    /// Reads at `offset`, or the file's own for -1, and returns the filled part of `buffers`: `preadv2(2)`.
    public func preadv2(
        into buffers: inout IovecList<Pointer<Bytes>>, at offset: Int, _ flags: RWF = []
    ) async throws -> IovecList<ReadablePointer<Bytes>> {
        try await buffers.assumeFilled(
            process.syscall(.preadv2, self, buffers, buffers.count, offset, 0, flags))
    }

    /// Writes one buffer after another, and returns the number of bytes: `writev(2)`.
    public func writev(
        _ buffers: borrowing WrittenPointer<IovecList<ReadablePointer<Bytes>>>
    ) async throws -> Int { try await process.syscall(.writev, self, buffers, buffers.value.count) }

    /// Writes one buffer after another, and returns the written part of `buffers`, which keeps the rest: `writev(2)`.
    public func writev(
        _ buffers: inout IovecList<ReadablePointer<Bytes>>
    ) async throws -> IovecList<ReadablePointer<Bytes>> {
        try await buffers.splitPrefix(process.syscall(.writev, self, buffers, buffers.count))
    }

    /// Writes one buffer after another at `offset`, or the file's own for -1, and returns the byte count: `pwritev2(2)`.
    public func pwritev2(
        _ buffers: borrowing WrittenPointer<IovecList<ReadablePointer<Bytes>>>, at offset: Int,
        _ flags: RWF = []
    ) async throws -> Int {
        try await process.syscall(.pwritev2, self, buffers, buffers.value.count, offset, 0, flags)
    }

    /// Writes at `offset`, or the file's own for -1, and returns the written part of `buffers`: `pwritev2(2)`.
    public func pwritev2(
        _ buffers: inout IovecList<ReadablePointer<Bytes>>, at offset: Int, _ flags: RWF = []
    ) async throws -> IovecList<ReadablePointer<Bytes>> {
        try await buffers.splitPrefix(
            process.syscall(.pwritev2, self, buffers, buffers.count, offset, 0, flags))
    }
}
