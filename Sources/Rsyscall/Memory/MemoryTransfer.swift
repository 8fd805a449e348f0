import SystemPackage

/// A copy to or from memory that isn't ours to touch: that of another process, or pages of our own that may be
/// gone, such as those past the end of a truncated file.
///
/// The kernel makes it, so that a bad address is `EFAULT`. See `process_vm_readv(2)`.
@usableFromInline
struct MemoryTransfer {
    private let connection: any ProcessConnection
    private let address: Address

    @usableFromInline
    init(_ memory: borrowing OwnedMemory) {
        connection = memory.connection
        address = memory.address
    }

    /// Copies `count` bytes, and runs `body` on the copy.
    @usableFromInline
    func receive<Outcome: ~Copyable>(
        _ count: Int, _ body: (RawSpan) throws -> Outcome
    ) async throws -> Outcome {
        try CopiedProcess.check()
        let copy = try MemoryCopy(count)
        var received = 0
        while received < count {
            let part = min(count - received, Self.largestPart)
            var frame = connection.makeFrame()
            try frame.reserveRoom(part)
            let copied = try await transfer(
                .process_vm_readv, &frame, at: frame.output, address.rawValue + UInt(received), part)
            copy.append(frame.outputBytes(copied), at: received)
            received += copied
        }
        try ValueRoom.check(count)
        return try copy.decode(body)
    }

    /// How much is copied by one call, so that the frame stays small beside the value.
    private static let largestPart = 16 << 20

    @usableFromInline
    func send<Value: MemoryWritable & ~Copyable>(_ value: borrowing Value, byteCount: Int) async throws {
        try CopiedProcess.check()
        var frame = connection.makeFrame()
        let start = try frame.reserve(byteCount)
        try value.encode(
            intoExactly: UnsafeMutableRawBufferPointer(start: frame.base + start, count: byteCount))
        let encoded = frame.mark
        var sent = 0
        while sent < byteCount {
            frame.rewind(to: encoded)
            sent += try await transfer(
                .process_vm_writev, &frame, at: start + sent, address.rawValue + UInt(sent), byteCount - sent)
        }
    }

    /// Makes the process that owns the memory make the call, with its own number as the target.
    private func transfer(
        _ call: SYS, _ frame: inout Frame, at offset: Int, _ address: UInt, _ count: Int
    ) async throws -> Int {
        let (local, remote) = (try frame.reserve(16), try frame.reserve(16))
        frame.relocate(local, to: offset)
        frame.base.storeBytes(of: count, toByteOffset: local + 8, as: Int.self)
        frame.base.storeBytes(of: address, toByteOffset: remote, as: UInt.self)
        frame.base.storeBytes(of: count, toByteOffset: remote + 8, as: Int.self)
        let copy = Step(
            call, .result(of: 0), .frame(local), .word(1), .frame(remote), .word(1), .word(0))
        let results = try await connection.run([Step(.getpid), copy], &frame)
        let pid = ProcessID(CInt(truncatingIfNeeded: results[0]))
        let copied = results[1]
        // A process with memory of its own can report anything.
        guard (1...count).contains(copied) else {
            let errno = SyscallResult.isRefusal(copied) ? Errno(rawValue: CInt(-copied)) : .badAddress
            throw SyscallError(
                errno: errno, call: call.name,
                arguments: [pid.description, Address(address).description, String(count)], process: pid)
        }
        return copied
    }
}
