extension TypedPointer where Pointee: ~Copyable, State: DivisibleState & ~Copyable {
    /// Splits the memory after `offset` bytes. Either part may be empty.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of ``PointerError/splitOutOfBounds(at:size:)``.
    public consuming func split(
        at offset: Int
    ) throws(Refused<Self>) -> PointerParts<Pointee, State.Part, State.Part> {
        do {
            let rest = try memory.cut(at: offset)
            return PointerParts(front: TypedPointer<Pointee, State.Part>(memory), back: .init(rest))
        } catch {
            throw Refused(error, operand: self)
        }
    }

    /// Splits off at least `size` bytes at the end, starting at a multiple of `alignment`. Padding belongs to the
    /// second part.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of a ``PointerError``.
    public consuming func splitFromEnd(
        size: Int, alignment: Int
    ) throws(Refused<Self>) -> PointerParts<Pointee, State.Part, State.Part> {
        do {
            let end = try memory.cutFromEnd(size: size, alignment: alignment)
            return PointerParts(front: TypedPointer<Pointee, State.Part>(memory), back: .init(end))
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

extension TypedPointer where Pointee: ~Copyable, State: DivisibleState, State.Part == State {
    /// Splits off the first `offset` bytes and returns them; the variable keeps the rest.
    ///
    /// - Throws: ``PointerError/splitOutOfBounds(at:size:)``. The variable is unchanged then.
    public mutating func splitPrefix(_ offset: Int) throws(PointerError) -> Self {
        let rest = try memory.cut(at: offset)
        let prefix = Self(memory)
        self = Self(rest)
        return prefix
    }
}

extension TypedPointer where Pointee: ~Copyable, State == Uninitialized {
    /// Takes the first `count` bytes, which a call has filled; the variable keeps the rest.
    mutating func takeFilled(_ count: Int) throws(PointerError) -> ReadablePointer<Pointee> {
        let rest = try memory.cut(at: count)
        let filled = ReadablePointer<Pointee>(memory)
        self = Pointer(rest)
        return filled
    }

    /// Claims that the memory holds a `Pointee`, although the library didn't see it filled.
    ///
    /// Use it after a call that has no method, such as an `ioctl` of a driver. If the claim is wrong, reading returns
    /// whatever was there.
    public consuming func assumeReadable() -> ReadablePointer<Pointee> {
        ReadablePointer(memory)
    }

    /// Splits the memory after `offset` bytes and claims that the first part is filled, as ``assumeReadable()`` does.
    ///
    /// - Throws: ``Refused`` with the pointer as it was.
    public consuming func assumeReadable(
        upTo offset: Int
    ) throws(Refused<Self>) -> PointerParts<Pointee, Filled, Uninitialized> {
        do {
            let rest = try memory.cut(at: offset)
            return PointerParts(front: ReadablePointer<Pointee>(memory), back: .init(rest))
        } catch {
            throw Refused(error, operand: self)
        }
    }
}
