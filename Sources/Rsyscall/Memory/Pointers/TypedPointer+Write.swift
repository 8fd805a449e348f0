extension TypedPointer
where Pointee: MemoryWritable & ~Copyable & Sendable, State: DivisibleState & ~Copyable {
    /// Writes `value` to the start of the memory.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of ``PointerError/valueTooLong(byteCount:size:)``,
    ///   ``MemoryEncodingError``, or ``SyscallError`` or ``Hangup`` if the memory can't be reached.
    @inlinable
    @inline(__always)
    public consuming func write(
        _ value: consuming Pointee
    ) async throws(Refused<Self>) -> WrittenPointer<Pointee> {
        do {
            let count = try await memory.store(value)
            return WrittenPointer(memory, Written(value, byteCount: count))
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

extension TypedPointer where Pointee: MemoryWritable & ~Copyable & Sendable, State == Uninitialized {
    /// Writes `value` to the end of the memory, at a multiple of `alignment`, as when preparing a stack.
    ///
    /// - Returns: The memory before the value, and the memory with the value.
    /// - Throws: ``Refused`` with the pointer as it was.
    public consuming func writeToEnd(
        _ value: consuming Pointee, alignment: Int
    ) async throws(Refused<Self>) -> PointerParts<Pointee, Uninitialized, Written<Pointee>> {
        do {
            let count = try value.encodedByteCount(for: memory.space)
            guard count <= memory.size else {
                throw PointerError.valueTooLong(byteCount: count, size: memory.size)
            }
            var end = try memory.cutFromEnd(size: count, alignment: alignment)
            let written: Int
            do {
                written = try await end.store(value)
            } catch {
                try memory.append(&end)
                throw error
            }
            return PointerParts(
                front: Pointer(memory), back: WrittenPointer(end, Written(value, byteCount: written)))
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

extension TypedPointer where Pointee: ~Copyable & Sendable, State == Written<Pointee> {
    /// The value that was written.
    public var value: Pointee {
        @inlinable
        _read { yield state.value }
    }

    /// The number of bytes that the value takes, from the start of the memory.
    public var valueByteCount: Int { state.byteCount }

    /// Takes the value out, and returns it with the memory, which counts as uninitialized.
    public consuming func take() -> TakenValue<Pointee> {
        TakenValue(value: state.value, memory: Pointer(memory))
    }
}

extension TypedPointer where Pointee: ~Copyable, State == Uninitialized {
    /// Creates a pointer to the same memory that claims nothing about its bytes.
    public init<Other: DivisibleState & ~Copyable>(_ other: consuming TypedPointer<Pointee, Other>) {
        self.init(other.memory)
    }
}

extension TypedPointer where Pointee: ~Copyable & Sendable, State == Filled {
    /// Creates a pointer to the same memory without the value. Memory after the value, which was never filled, is
    /// freed.
    public init(_ written: consuming WrittenPointer<Pointee>) {
        let count = written.valueByteCount
        var memory = written.memory
        memory.shorten(to: count)
        self.init(memory)
    }
}
