/// Owned memory for a `Pointee`, whose state is its type.
///
/// A pointer owns an allocation in some process's address space, and knows its length, its type, and how to reach its
/// bytes. Dropping it frees the memory. The second parameter says what is known about the bytes:
/// - ``Pointer``: they may not be initialized yet.
/// - ``ReadablePointer``: the kernel or the library filled them.
/// - ``WrittenPointer``: they were written here, and the value is at hand.
/// - ``LinearPointer``: they hold resources, which are read exactly once.
public struct TypedPointer<Pointee: ~Copyable, State: PointerState & ~Copyable>: ~Copyable, Sendable {
    @usableFromInline var memory: OwnedMemory
    @usableFromInline var state: State

    @usableFromInline
    init(_ memory: consuming OwnedMemory, _ state: consuming State) {
        self.memory = memory
        self.state = state
    }
}

/// Owned memory for a `Pointee` that may not be initialized yet.
public typealias Pointer<Pointee: ~Copyable> = TypedPointer<Pointee, Uninitialized>

/// Owned memory that was filled with a `Pointee`, usually by the kernel.
public typealias ReadablePointer<Pointee: ~Copyable> = TypedPointer<Pointee, Filled>

/// Owned memory that was written here, and the value that it was written with.
///
/// Whatever the value holds, such as the buffers of an ``IovecList``, lives as long as the pointer. Operations that may
/// change the memory consume the pointer and return one of another type.
public typealias WrittenPointer<Pointee: ~Copyable & Sendable> = TypedPointer<Pointee, Written<Pointee>>

/// Owned memory that the kernel filled with resources, such as new descriptors, to be read exactly once.
///
/// Reading it twice doesn't compile. Dropping it unread loses the resources, which is reported to their owner together
/// with the source line that made the pointer.
public typealias LinearPointer<Pointee: ResourceReadable & ~Copyable> = TypedPointer<Pointee, Linear<Pointee>>

extension TypedPointer where Pointee: ~Copyable, State: DivisibleState, State.Part == State {
    @usableFromInline
    init(_ memory: consuming OwnedMemory) {
        self.init(memory, State.part)
    }
}

extension TypedPointer: OwnedPointer where Pointee: ~Copyable, State: ~Copyable {
    /// The number of bytes that the pointer owns.
    public var size: Int { memory.size }

    /// Runs `body` with the address of the bytes, which don't move meanwhile.
    ///
    /// This is the only way to get an address.
    ///
    /// - Throws: ``Mismatch`` if the bytes aren't in `space`, before `body` runs.
    public func withPinned<Outcome: ~Copyable>(
        in space: AddressSpace, _ body: (borrowing PinnedAddress) async throws -> Outcome
    ) async throws -> Outcome {
        try await memory.pin(in: space, body)
    }
}

extension TypedPointer where Pointee: ~Copyable, State: DivisibleState & ~Copyable {
    /// Frees the memory now.
    public consuming func free() {}
}

extension TypedPointer where Pointee: ~Copyable, State: ~Copyable {
    /// The type, the address, and the size in bytes.
    public var description: String { "\(State.pointerName)<\(Pointee.self)>(\(memory.label))" }
}

extension TypedPointer where Pointee: Sendable, State == Written<Pointee> {
    /// The type, the address, the size in bytes, and the value.
    public var description: String {
        "\(State.pointerName)<\(Pointee.self)>(\(memory.label), \(state.value))"
    }
}
