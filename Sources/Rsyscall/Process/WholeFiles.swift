extension OwnedFileDescriptor {
    /// Reads all the bytes from the descriptor's offset to the end of the file, pipe or stream.
    ///
    /// No more than `limit` bytes are kept, whatever size the file reports. The descriptor stays open. On failure, the
    /// bytes that were read are lost.
    ///
    /// - Throws: `EFBIG` if there are more than `limit` bytes, or what `read(2)` throws.
    public func readToEnd(limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let room = limit - bytes.count
            guard room >= 0 else { throw exceeded(limit) }
            // One byte more than may be kept, to tell the end from more.
            let next = try await read(upTo: min(room, 0xffff) + 1)
            if next.isEmpty { return bytes }
            guard next.count <= room else { throw exceeded(limit) }
            bytes += next
        }
    }

    private func exceeded(_ limit: Int) -> SyscallError {
        SyscallError(
            errno: .fileTooLarge, call: "read", arguments: ["\(number)", "\(limit)"], process: process.pid)
    }
}

extension PathBase where Self: ~Copyable {
    /// Returns all the bytes of the file at `path`, relative to this directory.
    ///
    /// - Throws: `EFBIG` if it has more than `limit` bytes, or what `openat(2)` and `read(2)` throw.
    public func contents(of path: borrowing some PathInput, limit: Int) async throws -> [UInt8] {
        try await openat(path).readToEnd(limit: limit)
    }
}
