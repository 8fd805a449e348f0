extension TypedPointer where Pointee: MemoryReadable, State: ReadableState & ~Copyable {
    /// Reads the value in memory.
    ///
    /// - Throws: ``MemoryDecodingError`` if the bytes don't form a value.
    @inlinable
    @inline(__always)
    public func read() async throws -> Pointee {
        try await memory.load(as: Pointee.self, count: state.initializedByteCount(of: memory))
    }
}

extension TypedPointer where Pointee: PlainBytes & ~Copyable, State == Filled {
    /// Runs `body` on the bytes, which are not copied if the memory is ours.
    public func withBytes<Outcome>(_ body: (RawSpan) throws -> Outcome) async throws -> Outcome {
        try await memory.withBytes(body)
    }
}

extension TypedPointer where State == Uninitialized {
    /// Not available: nothing has filled this memory yet.
    @available(
        *, unavailable,
        message: "nothing has filled this memory yet; pass it to a call that fills it, or write to it"
    )
    public func read() async throws -> Pointee { throw PointerError.splitOutOfBounds(at: 0, size: 0) }
}

extension TypedPointer where Pointee: ResourceReadable & ~Copyable, State == Linear<Pointee> {
    init(
        _ memory: consuming OwnedMemory, owner: Pointee.Owner, file: StaticString, line: UInt
    ) {
        self.init(memory, Linear(owner: owner, file: file, line: line))
    }

    /// Takes the resources out of memory.
    ///
    /// - Returns: The resources, which now have an owner, and the memory, which counts as uninitialized.
    /// - Throws: ``Refused`` with the pointer, still unread.
    public consuming func read() async throws(Refused<Self>) -> TakenValue<Pointee> {
        do {
            guard let owner = state.owner else {
                fatalError("a linear pointer was read before")
            }
            let value = try await memory.withBytes { try Pointee(decoding: $0, owner: owner) }
            state.owner = nil
            return TakenValue(value: value, memory: Pointer(memory))
        } catch {
            throw Refused(error, operand: self)
        }
    }

    /// Abandons what the memory holds, without reporting the loss, and returns the memory.
    public consuming func discardUnread() -> Pointer<Pointee> {
        state.owner = nil
        return Pointer(memory)
    }
}
