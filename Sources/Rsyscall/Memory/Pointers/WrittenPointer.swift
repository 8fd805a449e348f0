/// Owned memory that was filled here, and the value it was filled with.
///
/// The value stays at hand without reading, and what the value itself holds (the buffers of an
/// ``IovecList``) lives as long. Whatever may change the memory consumes this pointer and gives
/// another type.
public struct WrittenPointer<Pointee: ~Copyable>: ~Copyable {
    @usableFromInline var memory: OwnedMemory
    /// What was written.
    public let value: Pointee
    /// How many bytes the value takes, from the start of the memory.
    public let valueByteCount: Int

    @usableFromInline
    init(_ memory: consuming OwnedMemory, count: Int, value: consuming Pointee) {
        self.memory = memory
        self.value = value
        self.valueByteCount = count
    }
}

extension WrittenPointer: Sendable where Pointee: Sendable & ~Copyable {}

extension Pointer where Pointee: ~Copyable {
    /// The same memory, forgetting what was written.
    public init(_ written: consuming WrittenPointer<Pointee>) {
        self.init(written.memory)
    }
}

extension ReadablePointer where Pointee: ~Copyable {
    /// The bytes of the value, forgetting which it is. What the pointer owns behind them is freed, since
    /// nothing filled it.
    public init(_ written: consuming WrittenPointer<Pointee>) {
        let count = written.valueByteCount
        var memory = written.memory
        memory.shorten(to: count)
        self.init(memory)
    }
}

extension WrittenPointer where Pointee: ~Copyable {
    /// Takes the value out and leaves the memory, forgetting what was written.
    public consuming func take() -> Pair<Pointee, Pointer<Pointee>> {
        Pair(value, Pointer(memory))
    }
}

extension WrittenPointer: OwnedPointer where Pointee: ~Copyable {
    /// How many bytes the pointer owns, of which the value may take fewer.
    public var size: Int { memory.size }

    /// Runs `body` with the address of the bytes, which stay where they are meanwhile.
    ///
    /// - Throws: ``AddressSpaceMismatch`` where the bytes are not in `space`, before `body` runs.
    public func withPinned<Outcome: ~Copyable>(
        in space: AddressSpace, _ body: (borrowing PinnedAddress) async throws -> Outcome
    ) async throws -> Outcome {
        try await memory.pin(in: space, body)
    }

    /// Frees the memory and drops the value now.
    public consuming func free() {}

    /// The type, the address and the size in bytes.
    public var description: String { "WrittenPointer<\(Pointee.self)>(\(memory.label))" }
}

extension WrittenPointer {
    /// The type, the address, the size in bytes and the value.
    public var description: String { "WrittenPointer<\(Pointee.self)>(\(memory.label), \(value))" }
}

extension WrittenPointer where Pointee: MemoryReadable {
    /// The value in memory, read back.
    ///
    /// - Throws: ``MemoryDecodingError`` where the bytes make no value, or what the way to the memory
    ///   throws.
    @inlinable
    public func read() async throws -> Pointee {
        try await memory.load(as: Pointee.self, count: valueByteCount)
    }
}

extension WrittenPointer where Pointee: MemoryWritable & Sendable {
    /// Writes another value to the start of the memory.
    ///
    /// - Throws: ``Refused`` with the pointer as it was.
    @inlinable
    public consuming func write(
        _ value: Pointee
    ) async throws(Refused<WrittenPointer<Pointee>>) -> WrittenPointer<Pointee> {
        do {
            let count = try await memory.store(value)
            return WrittenPointer(memory, count: count, value: value)
        } catch {
            throw Refused(error, operand: WrittenPointer(memory, count: valueByteCount, value: self.value))
        }
    }
}

extension WrittenPointer where Pointee: Sendable {
    /// Splits the memory after `offset` bytes; neither part holds the value any more.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of
    ///   ``PointerError/splitOutOfBounds(at:size:)``.
    public consuming func split(
        at offset: Int
    ) throws(Refused<WrittenPointer<Pointee>>) -> Pair<Pointer<Pointee>, Pointer<Pointee>> {
        do {
            let rest = try memory.cut(at: offset)
            return Pair(Pointer(memory), Pointer(rest))
        } catch {
            throw Refused(error, operand: WrittenPointer(memory, count: valueByteCount, value: value))
        }
    }

    /// Joins this memory with what starts where it ends; the value is no longer known.
    ///
    /// - Throws: ``Refused`` with both as they were, because of
    ///   ``PointerError/notNeighbours(left:leftSize:right:rightSize:)``.
    public consuming func merge(
        _ next: consuming Pointer<Pointee>
    ) throws(Refused<Pair<WrittenPointer<Pointee>, Pointer<Pointee>>>) -> Pointer<Pointee> {
        do {
            try memory.append(&next.memory)
            return Pointer(memory)
        } catch {
            let written = WrittenPointer(memory, count: valueByteCount, value: value)
            throw Refused(error, operand: Pair(written, next))
        }
    }
}
