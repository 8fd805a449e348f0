extension TypedPointer where Pointee: ~Copyable, State: DivisibleState, State.Part == State {
    /// Joins this memory with the memory directly after it.
    ///
    /// - Throws: ``Refused`` with both as they were, because of
    ///   ``PointerError/notNeighbors(left:leftSize:right:rightSize:)``.
    public consuming func merge(
        _ next: consuming Self
    ) throws(Refused<MergeOperands<Self, Self>>) -> Self {
        do {
            try memory.append(&next.memory)
            return self
        } catch {
            throw Refused(error, operand: MergeOperands(left: self, right: next))
        }
    }

    /// Joins two pointers if the second directly follows the first.
    ///
    /// - Throws: ``Refused`` with both as they were.
    public static func + (
        left: consuming Self, right: consuming Self
    ) throws(Refused<MergeOperands<Self, Self>>) -> Self {
        try left.merge(right)
    }

    /// Joins `right` to the memory in `left`, or moves it there if `left` is `nil`. Use it to accumulate in a loop.
    ///
    /// - Throws: ``Refused`` with `right`; `left` is unchanged.
    public static func += (left: inout Self?, right: consuming Self) throws(Refused<Self>) {
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

extension TypedPointer where Pointee: ~Copyable, State: ReadableState & ~Copyable {
    /// Joins this memory with uninitialized memory directly after it. The result counts as uninitialized.
    ///
    /// - Throws: ``Refused`` with both as they were, because of
    ///   ``PointerError/notNeighbors(left:leftSize:right:rightSize:)``.
    public consuming func merge(
        _ next: consuming Pointer<Pointee>
    ) throws(Refused<MergeOperands<Self, Pointer<Pointee>>>) -> Pointer<Pointee> {
        do {
            try memory.append(&next.memory)
            return Pointer(memory)
        } catch {
            throw Refused(error, operand: MergeOperands(left: self, right: next))
        }
    }
}

extension TypedPointer where Pointee: ~Copyable, State == Uninitialized {
    /// Joins `previous`, which directly precedes this memory, to its front. The result counts as uninitialized.
    ///
    /// - Throws: ``Refused`` with `previous`; the variable is unchanged.
    @inlinable
    public mutating func merge<Previous: DivisibleState & ~Copyable>(
        before previous: consuming TypedPointer<Pointee, Previous>
    ) throws(Refused<TypedPointer<Pointee, Previous>>) {
        do {
            try previous.memory.append(&memory)
            self = Pointer(previous.memory)
        } catch {
            throw Refused(error, operand: previous)
        }
    }
}
