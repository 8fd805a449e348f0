import CRsyscall
import SystemPackage

/// A copy to or from memory that isn't ours to touch: that of another process, or pages of our own that may be
/// gone, such as those past the end of a truncated file.
///
/// A process copies what its allocator has mapped. The kernel copies the rest, so that a bad address is `EFAULT`. See
/// `process_vm_readv(2)`.
@usableFromInline
struct MemoryTransfer {
    private let members: SpaceMembers
    private let space: AddressSpace
    private let address: Address
    /// Whether it is the allocator's own memory, which stays mapped.
    private let isArena: Bool

    @usableFromInline
    init(_ memory: borrowing OwnedMemory) {
        members = memory.members
        space = memory.space
        address = memory.address
        isArena = memory.view == nil
    }

    /// Copies `count` bytes, and runs `body` on the copy.
    @usableFromInline
    func receive<Outcome: ~Copyable>(
        _ count: Int, _ body: (RawSpan) throws -> Outcome
    ) async throws -> Outcome {
        try CopiedProcess.check()
        guard count > Self.largestPart else {
            let frame = try await received(0..<count)
            try ValueRoom.check(count)
            // A block of a room is another process's too.
            guard frame.room != nil else { return try body(frame.outputBytes(count).bytes) }
            return try MemoryCopy(frame.outputBytes(count)).decode(body)
        }
        let copy = try MemoryCopy(count)
        for part in Self.parts(of: count) {
            let frame = try await received(part)
            copy.append(frame.outputBytes(part.count), at: part.lowerBound)
        }
        try ValueRoom.check(count)
        return try copy.decode(body)
    }

    @usableFromInline
    func send<Value: MemoryWritable & ~Copyable>(_ value: borrowing Value, byteCount: Int) async throws {
        try CopiedProcess.check()
        guard byteCount > Self.largestPart else {
            return try await send(0..<byteCount) {
                try value.encode(intoExactly: $0, isForeign: space.isForeign)
            }
        }
        let copy = try MemoryCopy(byteCount)
        try value.encode(
            intoExactly: UnsafeMutableRawBufferPointer(start: copy.start, count: byteCount),
            isForeign: space.isForeign)
        for part in Self.parts(of: byteCount) {
            try await send(part) { target in
                target.copyMemory(
                    from: UnsafeRawBufferPointer(start: copy.start + part.lowerBound, count: part.count))
            }
        }
    }

    /// How much is copied by one call, so that the frame stays small beside the value.
    private static let largestPart = 16 << 20

    private static func parts(of count: Int) -> some Sequence<Range<Int>> {
        stride(from: 0, to: count, by: largestPart).lazy.map { $0..<min($0 + largestPart, count) }
    }

    private func received(_ part: Range<Int>) async throws -> Frame {
        var frame = members.first.makeFrame()
        if isArena {
            try frame.reserveRoom(part.count)
            try await copy(&frame, to: .frame(frame.output), from: place(of: part), part.count)
        } else {
            let vectors = try frame.reserve(Self.vectors)
            try frame.reserveRoom(part.count)
            try await transfer(.process_vm_readv, &frame, vectors, frame.output, part)
        }
        return frame
    }

    private func send(
        _ part: Range<Int>, _ encode: (UnsafeMutableRawBufferPointer) throws -> Void
    ) async throws {
        var frame = members.first.makeFrame()
        let vectors = isArena ? 0 : try frame.reserve(Self.vectors)
        let start = try frame.reserveToFill(part.count)
        try encode(UnsafeMutableRawBufferPointer(start: frame.base + start, count: part.count))
        if isArena {
            try await copy(&frame, to: place(of: part), from: .frame(start), part.count)
        } else {
            try await transfer(.process_vm_writev, &frame, vectors, start, part)
        }
    }

    private func place(of part: Range<Int>) -> Operand { .word(address.rawValue + UInt(part.lowerBound)) }

    /// Makes a process of the space copy a part itself, which takes a fraction of the time that the kernel takes to look
    /// up each page.
    private func copy(
        _ frame: inout Frame, to target: Operand, from source: Operand, _ count: Int
    ) async throws {
        guard count > 0 else { return }
        let step = Step(copying: count, to: target, from: source)
        let result = try await members.ask { (process) async throws(Hangup) in
            try await process.call(step, &frame)
        }
        // Only the request itself can fail.
        if SyscallResult.isRefusal(result) {
            throw AllocationError.refused(size: count, Errno(rawValue: CInt(-result)))
        }
    }

    /// The size of the two ranges that the call names. They come first, since a frame that grows is copied.
    private static let vectors = 32

    /// Makes the process that owns the memory copy a part, with its own number as the target.
    private func transfer(
        _ call: SYS, _ frame: inout Frame, _ vectors: Int, _ offset: Int, _ part: Range<Int>
    ) async throws {
        guard !part.isEmpty else { return }
        let (local, remote) = (vectors, vectors + 16)
        let (start, count) = (place(of: part).word, part.count)
        frame.relocate(local, to: offset)
        frame.base.storeBytes(of: count, toByteOffset: local + 8, as: Int.self)
        frame.base.storeBytes(of: start, toByteOffset: remote, as: UInt.self)
        frame.base.storeBytes(of: count, toByteOffset: remote + 8, as: Int.self)
        let copy = Step(call, .result(of: 0), .frame(local), .word(1), .frame(remote), .word(1), .word(0))
        let results = try await run([Step(.getpid), copy], &frame)
        var copied = results[1]
        if copied == -Int(ENOSYS) {
            copied = try await pass(&frame, at: offset, start, count, isReceived: call == .process_vm_readv)
        }
        if copied == count { return }
        // After a part of them comes a page that isn't there; a process with memory of its own can report anything.
        let errno = SyscallResult.isRefusal(copied) ? Errno(rawValue: CInt(-copied)) : .badAddress
        let pid = ProcessID(CInt(truncatingIfNeeded: results[0]))
        throw SyscallError(
            errno: errno, call: call.name,
            arguments: [pid.description, Address(start).description, String(count)], process: pid)
    }

    private func run(_ steps: [Step], _ frame: inout Frame) async throws(Hangup) -> [Int] {
        try await members.ask { (process) async throws(Hangup) in try await process.run(steps, &frame) }
    }

    /// Makes the process pass the bytes through a file in memory, which does the same on a kernel without that call.
    ///
    /// - Returns: The number of bytes that were copied, or a negated errno.
    private func pass(
        _ frame: inout Frame, at offset: Int, _ start: UInt, _ count: Int, isReceived: Bool
    ) async throws -> Int {
        let (none, count) = (Operand.word(0), Operand.word(UInt(count)))
        let (here, there) = (Operand.frame(offset), Operand.word(start))
        let name = try frame.reserve(1)
        frame.base.storeBytes(of: 0, toByteOffset: name, as: UInt8.self)
        var steps = [
            Step(
                .memfd_create, .frame(name), .word(UInt(MFD_CLOEXEC)), none, none, none, none),
            Step(.pwrite, .result(of: 0), isReceived ? there : here, count, none, none, none),
            Step(.pread, .result(of: 0), isReceived ? here : there, count, none, none, none),
            Step(.close, .result(of: 0), none, none, none, none, none),
        ]
        // The file is closed in any case.
        for index in steps.indices { steps[index].endsOnRefusal = false }
        let results = try await run(steps, &frame)
        return results[0...2].first(where: SyscallResult.isRefusal) ?? results[2]
    }
}
