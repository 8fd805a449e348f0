extension OwnedFileDescriptor {
    /// Reads as many bytes as are there, at most the buffer's size. See `read(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled, empty at the end of the file; the variable
    ///   keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func read(into buffer: inout Pointer<Bytes>) async throws -> ReadablePointer<Bytes> {
        let count = try await task.syscall(
            .read, scope: readScope, try checkedNumber(), try buffer.memory.argument(for: task), buffer.size)
        return try buffer.takeFilled(count)
    }

    /// Reads as many bytes as are there, at most `count`. See `read(2)`.
    ///
    /// - Returns: The bytes, none at the end of the file.
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func read(upTo count: Int) async throws -> [UInt8] {
        var buffer = try await task.allocate(Bytes.self, count: count)
        return try await read(into: &buffer).read().array
    }

    /// Reads at `offset`, and leaves the descriptor's own offset alone. See `pread(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled, empty at the end of the file; the variable
    ///   keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func pread(into buffer: inout Pointer<Bytes>, at offset: Int) async throws -> ReadablePointer<
        Bytes
    > {
        let count = try await task.syscall(
            .pread, scope: readScope, try checkedNumber(), try buffer.memory.argument(for: task),
            buffer.size, offset)
        return try buffer.takeFilled(count)
    }

    /// Reads at most `count` bytes at `offset`, and leaves the descriptor's own offset alone.
    ///
    /// See `pread(2)`.
    ///
    /// - Returns: The bytes, none at the end of the file.
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func pread(upTo count: Int, at offset: Int) async throws -> [UInt8] {
        var buffer = try await task.allocate(Bytes.self, count: count)
        return try await pread(into: &buffer, at: offset).read().array
    }

    /// Writes the bytes, or the first of them. See `write(2)`.
    ///
    /// - Returns: How many were written.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func write(
        _ bytes: borrowing some InitializedPointer<Bytes> & ~Copyable
    ) async throws -> Int {
        let number = try checkedNumber()
        let count = bytes.initializedByteCount
        let task = self.task
        let scope = writeScope(count)
        let known = bytes.knownValue
        return try await bytes.withPinned(in: task.addressSpace) { address in
            try await task.syscall(
                .write, scope: scope, number, ValueArgument(address, known), count)
        }
    }

    /// Writes all the bytes, with as many calls as it takes. See `write(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``; some bytes may have been written.
    public func write(_ bytes: some Sequence<UInt8>) async throws {
        let all = try await task.pointer(to: Bytes(bytes))
        var written = 0
        if all.size > 0 { written = try await write(all) }
        var rest = ReadablePointer(all)
        while true {
            _ = try rest.splitPrefix(written)
            if rest.size == 0 { return }
            written = try await write(rest)
        }
    }

    /// Writes the bytes at `offset`, or the first of them; leaves the descriptor's own offset alone.
    ///
    /// See `pwrite(2)`.
    ///
    /// - Returns: How many were written.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func pwrite(
        _ bytes: borrowing some InitializedPointer<Bytes> & ~Copyable, at offset: Int
    ) async throws -> Int {
        let number = try checkedNumber()
        let count = bytes.initializedByteCount
        let task = self.task
        let scope = writeScope(count)
        let known = bytes.knownValue
        return try await bytes.withPinned(in: task.addressSpace) { address in
            try await task.syscall(
                .pwrite, scope: scope, number, ValueArgument(address, known), count, offset)
        }
    }

    /// Writes all the bytes from `offset` on, with as many calls as it takes. See `pwrite(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``; some bytes may have been written.
    public func pwrite(_ bytes: some Sequence<UInt8>, at offset: Int) async throws {
        let all = try await task.pointer(to: Bytes(bytes))
        var written = 0
        if all.size > 0 { written = try await pwrite(all, at: offset) }
        var rest = ReadablePointer(all)
        var offset = offset
        while true {
            _ = try rest.splitPrefix(written)
            if rest.size == 0 { return }
            offset += written
            written = try await pwrite(rest, at: offset)
        }
    }

    /// Moves the descriptor's offset. See `lseek(2)`.
    ///
    /// - Returns: The new offset from the start of the file.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    @discardableResult
    public func lseek(_ offset: Int, _ whence: SEEK) async throws -> Int {
        try await task.syscall(.lseek, try checkedNumber(), offset, whence)
    }

    /// Makes the file `length` bytes long; what is added reads as zero. See `ftruncate(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func ftruncate(_ length: Int) async throws {
        try await task.syscall(.ftruncate, try checkedNumber(), length)
    }
}
