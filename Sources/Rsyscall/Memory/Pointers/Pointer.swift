/// Owned memory for a `T` that perhaps is not there yet.
///
/// A pointer owns an allocation in some process's address space, knows its length and its type, and
/// knows how bytes get there. Its state is its type: what has been written becomes a
/// ``WrittenPointer``, what the kernel filled a ``ReadablePointer``, and what holds resources a
/// ``LinearPointer``. Dropping a pointer frees the memory.
public struct Pointer<Pointee: ~Copyable>: ~Copyable, Sendable {
    @usableFromInline var memory: OwnedMemory

    @usableFromInline
    init(_ memory: consuming OwnedMemory) {
        self.memory = memory
    }
}

extension Pointer: OwnedPointer where Pointee: ~Copyable {
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
    public var description: String { "Pointer<\(Pointee.self)>(\(memory.label))" }

    /// Says that the memory holds a `Pointee`, although nothing here saw it written.
    ///
    /// It is for what no wrapper knows, such as an `ioctl` of some driver. Where it is wrong, reading
    /// gives whatever was there.
    public consuming func assumeReadable() -> ReadablePointer<Pointee> {
        ReadablePointer(memory)
    }
}

extension Pointer where Pointee: MemoryWritable & ~Copyable & Sendable {
    /// Writes `value` to the start of the memory.
    ///
    /// - Throws: ``Refused`` with the pointer as it was: ``PointerError/valueTooLong(byteCount:size:)``,
    ///   ``MemoryEncodingError``, or what the way to the memory throws.
    @inlinable
    @inline(__always)
    public consuming func write(
        _ value: consuming Pointee
    ) async throws(Refused<Pointer<Pointee>>) -> WrittenPointer<Pointee> {
        do {
            let count = try await memory.store(value)
            return WrittenPointer(memory, count: count, value: value)
        } catch {
            throw Refused(error, operand: Pointer(memory))
        }
    }

    /// Writes `value` to the end of the memory, at the highest multiple of `alignment` that leaves it
    /// room, as stacks are prepared.
    ///
    /// - Returns: What lies before the value, and the value.
    /// - Throws: ``Refused`` with the pointer as it was.
    public consuming func writeToEnd(
        _ value: consuming Pointee, alignment: Int
    ) async throws(Refused<Pointer<Pointee>>) -> Pair<Pointer<Pointee>, WrittenPointer<Pointee>> {
        do {
            let count = try value.encodedByteCount(for: memory.space)
            guard count <= memory.size else {
                throw PointerError.valueTooLong(byteCount: count, size: memory.size)
            }
            var end = try memory.cutFromEnd(size: count, alignment: alignment)
            do {
                _ = try await end.store(value)
            } catch {
                try memory.append(&end)
                throw error
            }
            return Pair(Pointer(memory), WrittenPointer(end, count: count, value: value))
        } catch {
            throw Refused(error, operand: Pointer(memory))
        }
    }
}

extension Pointer where Pointee: ~Copyable {
    /// Splits the memory after `offset` bytes; either part may be empty.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of
    ///   ``PointerError/splitOutOfBounds(at:size:)``.
    public consuming func split(
        at offset: Int
    ) throws(Refused<Pointer<Pointee>>) -> Pair<Pointer<Pointee>, Pointer<Pointee>> {
        do {
            let rest = try memory.cut(at: offset)
            return Pair(Pointer(memory), Pointer(rest))
        } catch {
            throw Refused(error, operand: Pointer(memory))
        }
    }

    /// Splits `size` bytes from the end, starting at the highest multiple of `alignment` that leaves
    /// them room; what alignment costs stays behind them.
    ///
    /// - Throws: ``Refused`` with the pointer as it was.
    public consuming func splitFromEnd(
        size: Int, alignment: Int
    ) throws(Refused<Pointer<Pointee>>) -> Pair<Pointer<Pointee>, Pointer<Pointee>> {
        do {
            let end = try memory.cutFromEnd(size: size, alignment: alignment)
            return Pair(Pointer(memory), Pointer(end))
        } catch {
            throw Refused(error, operand: Pointer(memory))
        }
    }

    /// Splits the memory after `offset` bytes and says that the first part is filled, although nothing here
    /// saw that.
    ///
    /// It is for what no wrapper knows, as ``assumeReadable()`` is. Where it is wrong, reading gives whatever
    /// was there.
    ///
    /// - Throws: ``Refused`` with the pointer as it was.
    public consuming func assumeReadable(
        upTo offset: Int
    ) throws(Refused<Pointer<Pointee>>) -> Pair<ReadablePointer<Pointee>, Pointer<Pointee>> {
        do {
            let rest = try memory.cut(at: offset)
            return Pair(ReadablePointer(memory), Pointer(rest))
        } catch {
            throw Refused(error, operand: Pointer(memory))
        }
    }

    /// Cuts the first `offset` bytes off and gives them; the variable keeps the rest.
    ///
    /// - Throws: ``PointerError/splitOutOfBounds(at:size:)``; the variable is as it was.
    public mutating func splitPrefix(_ offset: Int) throws(PointerError) -> Pointer<Pointee> {
        let rest = try memory.cut(at: offset)
        let prefix = Pointer(memory)
        self = Pointer(rest)
        return prefix
    }

    /// Joins this memory with what starts where it ends.
    ///
    /// - Throws: ``Refused`` with both as they were, because of
    ///   ``PointerError/notNeighbours(left:leftSize:right:rightSize:)``.
    public consuming func merge(
        _ next: consuming Pointer<Pointee>
    ) throws(Refused<Pair<Pointer<Pointee>, Pointer<Pointee>>>) -> Pointer<Pointee> {
        do {
            try memory.append(&next.memory)
            return Pointer(memory)
        } catch {
            throw Refused(error, operand: Pair(Pointer(memory), next))
        }
    }

    /// Joins `previous`, which ends where this memory starts, in front of it.
    ///
    /// - Throws: ``Refused`` with `previous` as it was; the variable is as it was too.
    public mutating func merge(
        before previous: consuming Pointer<Pointee>
    ) throws(Refused<Pointer<Pointee>>) {
        do {
            try previous.memory.append(&memory)
            self = previous
        } catch {
            throw Refused(error, operand: previous)
        }
    }

    /// Joins `previous`, which was filled and is no longer needed, in front of this memory.
    ///
    /// - Throws: ``Refused`` with `previous` as it was; the variable is as it was too.
    public mutating func merge(
        before previous: consuming ReadablePointer<Pointee>
    ) throws(Refused<ReadablePointer<Pointee>>) {
        do {
            try previous.memory.append(&memory)
            self = Pointer(previous)
        } catch {
            throw Refused(error, operand: previous)
        }
    }

    /// Joins two pointers of which the second starts where the first ends.
    public static func + (
        left: consuming Pointer<Pointee>, right: consuming Pointer<Pointee>
    ) throws(Refused<Pair<Pointer<Pointee>, Pointer<Pointee>>>) -> Pointer<Pointee> {
        try left.merge(right)
    }

    /// Accumulates in a loop: joins `right` to what `left` holds, or puts it there if that is nothing.
    ///
    /// - Throws: ``Refused`` with `right` as it was; `left` is as it was too.
    public static func += (
        left: inout Pointer<Pointee>?, right: consuming Pointer<Pointee>
    ) throws(Refused<Pointer<Pointee>>) {
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
