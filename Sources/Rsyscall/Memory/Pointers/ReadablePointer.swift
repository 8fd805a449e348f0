/// Owned memory that the kernel, or something else that is not looked at here, filled with a `T`.
public struct ReadablePointer<Pointee: ~Copyable>: ~Copyable, Sendable {
    @usableFromInline var memory: OwnedMemory

    @usableFromInline
    init(_ memory: consuming OwnedMemory) {
        self.memory = memory
    }
}

extension Pointer where Pointee: ~Copyable {
    /// The same memory, forgetting that it was filled.
    public init(_ readable: consuming ReadablePointer<Pointee>) {
        self.init(readable.memory)
    }
}

extension ReadablePointer: OwnedPointer where Pointee: ~Copyable {
    /// How many bytes the pointer owns.
    public var size: Int { memory.size }

    /// Runs `body` with the address of the bytes, which stay where they are meanwhile.
    ///
    /// - Throws: ``AddressSpaceMismatch`` where the bytes are not in `space`, before `body` runs.
    public func withPinned<Outcome: ~Copyable>(
        in space: AddressSpace, _ body: (borrowing PinnedAddress) async throws -> Outcome
    ) async throws -> Outcome {
        try await memory.pin(in: space, body)
    }

    /// Frees the memory now.
    public consuming func free() {}

    /// The type, the address and the size in bytes.
    public var description: String { "ReadablePointer<\(Pointee.self)>(\(memory.label))" }
}

extension ReadablePointer where Pointee: MemoryReadable {
    /// The value in memory.
    ///
    /// - Throws: ``MemoryDecodingError`` where the bytes make no value, or what the way to the memory
    ///   throws.
    @inlinable
    public func read() async throws -> Pointee {
        try await memory.load(as: Pointee.self, count: memory.size)
    }
}

extension ReadablePointer where Pointee: PlainBytes & ~Copyable {
    /// Runs `body` on the bytes, without copying them where the memory is ours or shared with us.
    public func withBytes<Outcome>(_ body: (RawSpan) throws -> Outcome) async throws -> Outcome {
        try await memory.withBytes(body)
    }
}

extension ReadablePointer where Pointee: MemoryWritable & ~Copyable & Sendable {
    /// Writes `value` to the start of the memory.
    ///
    /// - Throws: ``Refused`` with the pointer as it was.
    @inlinable
    public consuming func write(
        _ value: consuming Pointee
    ) async throws(Refused<ReadablePointer<Pointee>>) -> WrittenPointer<Pointee> {
        do {
            let count = try await memory.store(value)
            return WrittenPointer(memory, count: count, value: value)
        } catch {
            throw Refused(error, operand: ReadablePointer(memory))
        }
    }
}

extension ReadablePointer where Pointee: ~Copyable {
    /// Splits the memory after `offset` bytes; either part may be empty.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of
    ///   ``PointerError/splitOutOfBounds(at:size:)``.
    public consuming func split(
        at offset: Int
    ) throws(Refused<ReadablePointer<Pointee>>) -> Pair<ReadablePointer<Pointee>, ReadablePointer<Pointee>> {
        do {
            let rest = try memory.cut(at: offset)
            return Pair(ReadablePointer(memory), ReadablePointer(rest))
        } catch {
            throw Refused(error, operand: ReadablePointer(memory))
        }
    }

    /// Splits `size` bytes from the end, starting at the highest multiple of `alignment` that leaves
    /// them room; what alignment costs stays behind them.
    ///
    /// - Throws: ``Refused`` with the pointer as it was.
    public consuming func splitFromEnd(
        size: Int, alignment: Int
    ) throws(Refused<ReadablePointer<Pointee>>) -> Pair<ReadablePointer<Pointee>, ReadablePointer<Pointee>> {
        do {
            let end = try memory.cutFromEnd(size: size, alignment: alignment)
            return Pair(ReadablePointer(memory), ReadablePointer(end))
        } catch {
            throw Refused(error, operand: ReadablePointer(memory))
        }
    }

    /// Cuts the first `offset` bytes off and gives them; the variable keeps the rest.
    ///
    /// - Throws: ``PointerError/splitOutOfBounds(at:size:)``; the variable is as it was.
    public mutating func splitPrefix(_ offset: Int) throws(PointerError) -> ReadablePointer<Pointee> {
        let rest = try memory.cut(at: offset)
        let prefix = ReadablePointer(memory)
        self = ReadablePointer(rest)
        return prefix
    }

    /// Joins this memory with what starts where it ends.
    ///
    /// - Throws: ``Refused`` with both as they were, because of
    ///   ``PointerError/notNeighbours(left:leftSize:right:rightSize:)``.
    public consuming func merge(
        _ next: consuming ReadablePointer<Pointee>
    ) throws(Refused<Pair<ReadablePointer<Pointee>, ReadablePointer<Pointee>>>) -> ReadablePointer<Pointee> {
        do {
            try memory.append(&next.memory)
            return ReadablePointer(memory)
        } catch {
            throw Refused(error, operand: Pair(ReadablePointer(memory), next))
        }
    }

    /// Joins this memory with what starts where it ends, of which nothing is known.
    ///
    /// - Throws: ``Refused`` with both as they were, because of
    ///   ``PointerError/notNeighbours(left:leftSize:right:rightSize:)``.
    public consuming func merge(
        _ next: consuming Pointer<Pointee>
    ) throws(Refused<Pair<ReadablePointer<Pointee>, Pointer<Pointee>>>) -> Pointer<Pointee> {
        do {
            try memory.append(&next.memory)
            return Pointer(memory)
        } catch {
            throw Refused(error, operand: Pair(ReadablePointer(memory), next))
        }
    }

    /// Joins two pointers of which the second starts where the first ends.
    public static func + (
        left: consuming ReadablePointer<Pointee>, right: consuming ReadablePointer<Pointee>
    ) throws(Refused<Pair<ReadablePointer<Pointee>, ReadablePointer<Pointee>>>) -> ReadablePointer<Pointee> {
        try left.merge(right)
    }

    /// Accumulates in a loop: joins `right` to what `left` holds, or puts it there if that is nothing.
    ///
    /// - Throws: ``Refused`` with `right` as it was; `left` is as it was too.
    public static func += (
        left: inout ReadablePointer<Pointee>?, right: consuming ReadablePointer<Pointee>
    ) throws(Refused<ReadablePointer<Pointee>>) {
        guard var joined = left.take() else {
            left = .some(right)
            return
        }
        do {
            try joined.memory.append(&right.memory)
            left = .some(joined)
        } catch {
            left = .some(joined)
            throw Refused(error, operand: right)
        }
    }
}
