extension OwnedFileDescriptor {
    /// Reads at most `count` bytes, and returns none at the end of the file: `read(2)`.
    public func read(upTo count: Int) async throws -> [UInt8] {
        try await process.syscall(.read, self, Output<[UInt8]>(byteCount: count), count)
    }

    /// Reads into the first part of `buffer`, which keeps the rest: `read(2)`.
    ///
    /// - Returns: The part that was filled, which is empty at the end of the file.
    public func read(into buffer: inout Pointer<Bytes>) async throws -> ReadablePointer<Bytes> {
        try await buffer.takeFilled(process.syscall(.read, self, buffer.room, buffer.size))
    }

    /// Reads at most `count` bytes at `offset`, without using the descriptor's own offset: `pread(2)`.
    public func pread(upTo count: Int, at offset: Int) async throws -> [UInt8] {
        try await process.syscall(.pread, self, Output<[UInt8]>(byteCount: count), count, offset)
    }

    /// Reads at `offset` into the first part of `buffer`, and returns that part: `pread(2)`.
    public func pread(
        into buffer: inout Pointer<Bytes>, at offset: Int
    ) async throws -> ReadablePointer<Bytes> {
        try await buffer.takeFilled(process.syscall(.pread, self, buffer.room, buffer.size, offset))
    }

    /// Writes the bytes, or only the first of them, and returns how many: `write(2)`.
    public func write(_ bytes: borrowing some ValueInput<Bytes>) async throws -> Int {
        try await process.syscall(.write, self, bytes, bytes.byteCount(for: process))
    }

    /// Writes the bytes at `offset`, or only the first of them, without using the descriptor's own: `pwrite(2)`.
    ///
    /// - Returns: The number of bytes written.
    public func pwrite(_ bytes: borrowing some ValueInput<Bytes>, at offset: Int) async throws -> Int {
        try await process.syscall(.pwrite, self, bytes, bytes.byteCount(for: process), offset)
    }

    /// Writes all the bytes, with as many calls as it takes, or possibly only a part if it throws: `write(2)`.
    public func write(_ bytes: some Sequence<UInt8>) async throws { try await writeAll(Bytes(bytes)) }

    /// Writes all of `text` as UTF-8, with as many calls as it takes, or possibly only a part if it throws: `write(2)`.
    public func write(_ text: String) async throws { try await writeAll(Bytes(text.utf8)) }

    /// How many bytes can be written by value, as part of one message over a stream.
    static var mostByValue: Int { 16 << 20 }

    private func writeAll(_ all: Bytes) async throws {
        guard !all.array.isEmpty else { return }
        let written = all.array.count <= Self.mostByValue ? try await write(all) : 0
        guard written < all.array.count else { return }
        // If one call takes only a part, many may follow, and each would copy the rest.
        var rest = ReadablePointer(try await process.pointer(to: Bytes(all.array[written...])))
        while rest.size > 0 { _ = try rest.splitPrefix(try await write(rest)) }
    }

    /// Writes all the bytes at `offset`, with as many calls as it takes, or possibly a part if it throws: `pwrite(2)`.
    public func pwrite(_ bytes: some Sequence<UInt8>, at offset: Int) async throws {
        let all = Bytes(bytes)
        guard !all.array.isEmpty else { return }
        let written = all.array.count <= Self.mostByValue ? try await pwrite(all, at: offset) : 0
        guard written < all.array.count else { return }
        // Wrapping, since the offset is the caller's: the kernel refuses one so large that this overflows.
        let end = offset &+ all.array.count
        var rest = ReadablePointer(try await process.pointer(to: Bytes(all.array[written...])))
        while rest.size > 0 { _ = try rest.splitPrefix(try await pwrite(rest, at: end &- rest.size)) }
    }

    /// Moves the descriptor's offset, and returns it as counted from the start of the file: `lseek(2)`.
    ///
    /// - Throws: `ESPIPE` for a pipe or socket, or `EINVAL` if the offset would be negative.
    @discardableResult
    public func lseek(_ offset: Int, _ whence: SEEK) async throws -> Int {
        try await process.syscall(.lseek, self, offset, whence)
    }

    /// Truncates the file to `length` bytes, or extends it with zeros: `ftruncate(2)`.
    public func ftruncate(_ length: Int) async throws { try await process.syscall(.ftruncate, self, length) }
}

extension SystemCalling where Self: ~Copyable {
    /// Truncates the file at `path` to `length` bytes, or extends it with zeros: `truncate(2)`.
    ///
    /// - Throws: `ETXTBSY` if it is a program that runs, or `EISDIR` for a directory.
    public func truncate(_ path: borrowing some PathInput, _ length: Int) async throws {
        try await process.syscall(.truncate, path, length)
    }
}
