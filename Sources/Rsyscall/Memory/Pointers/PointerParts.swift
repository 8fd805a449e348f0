/// The two parts of a pointer that was split. Each can be taken separately.
@frozen
public struct PointerParts<
    Pointee: ~Copyable, Front: PointerState & ~Copyable, Back: PointerState & ~Copyable
>: ~Copyable, Sendable {
    /// The part at the lower address.
    public let front: TypedPointer<Pointee, Front>
    /// The part at the higher address.
    public let back: TypedPointer<Pointee, Back>

    init(front: consuming TypedPointer<Pointee, Front>, back: consuming TypedPointer<Pointee, Back>) {
        self.front = front
        self.back = back
    }
}

/// A value that was taken out of memory, with the memory. Each can be taken separately.
@frozen
public struct TakenValue<Pointee: ~Copyable>: ~Copyable {
    /// The value.
    public let value: Pointee
    /// The memory, which counts as uninitialized.
    public let memory: Pointer<Pointee>

    init(value: consuming Pointee, memory: consuming Pointer<Pointee>) {
        self.value = value
        self.memory = memory
    }
}

extension TakenValue: Sendable where Pointee: Sendable & ~Copyable {}

/// Two pointers that couldn't be merged. Each can be taken separately.
@frozen
public struct MergeOperands<Left: ~Copyable, Right: ~Copyable>: ~Copyable {
    /// The pointer to be merged with `right`.
    public let left: Left
    /// The pointer that doesn't directly follow `left`.
    public let right: Right

    init(left: consuming Left, right: consuming Right) {
        self.left = left
        self.right = right
    }
}

extension MergeOperands: Sendable where Left: Sendable & ~Copyable, Right: Sendable & ~Copyable {}
