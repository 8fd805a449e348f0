public import SystemPackage

/// A type with the same layout as another: both have the same size, and every value of one is a value of the other.
public protocol LayoutCompatible: FixedSize, ~Copyable {
    /// The other type.
    associatedtype LayoutTwin: FixedSize
    /// Promises that every value of one type is a value of the other. The compiler can't check that, and memory safety
    /// depends on it. It is never called.
    static func unsafelyPromiseTwin()
}

extension LayoutCompatible where Self: ~Copyable {
    fileprivate static func checkTwin() throws(PointerError) {
        guard byteCount == LayoutTwin.byteCount else { throw .sizesDiffer(byteCount, LayoutTwin.byteCount) }
    }
}

extension TypedPointer where Pointee: ~Copyable, State: DivisibleState, State.Part == State {
    /// Returns the same memory for another type, without any check.
    public consuming func unsafelyReinterpret<Other: ~Copyable>(
        as type: Other.Type
    ) -> TypedPointer<Other, State> {
        TypedPointer<Other, State>(memory)
    }
}

extension TypedPointer where Pointee: PlainBytes & ~Copyable, State: DivisibleState, State.Part == State {
    /// Returns the same memory for another type of plain bytes.
    public consuming func reinterpret<Other: PlainBytes & ~Copyable>(
        as type: Other.Type
    ) -> TypedPointer<Other, State> {
        TypedPointer<Other, State>(memory)
    }
}

extension TypedPointer
where Pointee: LayoutCompatible & ~Copyable, State: DivisibleState, State.Part == State {
    /// Returns the same memory for the type whose layout is declared to be the same.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of ``PointerError/sizesDiffer(_:_:)``.
    public consuming func reinterpretAsTwin() throws(Refused<Self>) -> TypedPointer<Pointee.LayoutTwin, State>
    {
        do {
            try Pointee.checkTwin()
            return TypedPointer<Pointee.LayoutTwin, State>(memory)
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

extension TypedPointer where Pointee == CString, State == Filled {
    /// Returns the same bytes as a path, which isn't normalized.
    public consuming func asPath() -> ReadablePointer<FilePath> {
        ReadablePointer<FilePath>(memory)
    }
}
