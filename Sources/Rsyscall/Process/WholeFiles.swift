extension OwnedFileDescriptor {
    /// Reads all the bytes from the descriptor's offset to the end of the file, pipe or stream.
    ///
    /// No more than `limit` bytes are kept, whatever size the file reports. The descriptor stays open. On failure, the
    /// bytes that were read are lost.
    ///
    /// - Throws: `EFBIG` if there are more than `limit` bytes, or what `read(2)` throws.
    public func readToEnd(limit: Int) async throws -> [UInt8] {
        var file = WholeFile(limit: limit)
        try await file.readRest(of: self)
        return file.bytes
    }
}

extension PathBase where Self: ~Copyable {
    /// Returns all the bytes of the file at `path`, relative to this directory.
    ///
    /// - Throws: `EFBIG` if it has more than `limit` bytes, or what `openat(2)` and `read(2)` throw.
    public func contents(of path: borrowing some PathInput, limit: Int) async throws -> [UInt8] {
        var file = WholeFile(limit: limit)
        var program = process.program()
        let opened: Later<OwnedFileDescriptor> = try program.record(
            .openat, program.place(self), program.place(path), OpenFlags.rdonly.closing(onExec: true), 0)
        let parts = try file.recordReads(of: opened, in: &program)
        var results = try await program.run()
        if try file.hasEnded(by: parts, &results) { return file.bytes }
        try await file.readRest(of: results.take(opened))
        return file.bytes
    }
}

/// A file that is read to its end, two parts in each trip.
private struct WholeFile {
    let limit: Int
    private(set) var bytes: [UInt8] = []

    struct Parts: ~Copyable {
        let first: Later<[UInt8]>
        let second: Later<[UInt8]>
    }

    init(limit: Int) { self.limit = limit }

    /// Small files take a small frame, and large ones few trips.
    private var partSize: Int { min(max(bytes.count, 24 << 10), 1 << 20) }

    /// Records what reads the next parts.
    func recordReads(
        of descriptor: borrowing some DescriptorArgument & ~Copyable, in program: inout Program
    ) throws -> Parts {
        guard limit >= 0 else { throw exceeded(in: program.process) }
        // One byte more than may be kept, to tell the end from more.
        let size = min(limit - bytes.count, partSize - 1) + 1
        let first = try program.read(descriptor, upTo: size)
        program.stopsOnRefusal = false
        // Refused for pipes, terminals and sockets, where the second read would wait for what may never come.
        let position = try program.lseek(descriptor, 0, .cur)
        let second: Later<[UInt8]> = try program.record(
            .read, descriptor.placed(in: program), Output<[UInt8]>(byteCount: size), size, position.condition)
        return Parts(first: first, second: second)
    }

    /// Takes the parts.
    ///
    /// - Returns: Whether they are the last.
    mutating func hasEnded(by parts: consuming Parts, _ results: inout ProgramResults) throws -> Bool {
        for part in [try results.take(parts.first), try results.takeUnlessSkipped(parts.second)] {
            guard let part else { return false }
            if part.isEmpty { return true }
            bytes += part
            guard bytes.count <= limit else { throw exceeded(in: results.process) }
        }
        return false
    }

    mutating func readRest(of descriptor: borrowing OwnedFileDescriptor) async throws {
        while true {
            var program = descriptor.process.program()
            let parts = try recordReads(of: descriptor, in: &program)
            var results = try await program.run()
            if try hasEnded(by: parts, &results) { return }
        }
    }

    private func exceeded(in process: LinuxProcess) -> SyscallError {
        SyscallError(errno: .fileTooLarge, call: "read", arguments: ["\(limit)"], process: process.pid)
    }
}
