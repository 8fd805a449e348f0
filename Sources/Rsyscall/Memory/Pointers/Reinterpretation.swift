/// A type whose bytes may be looked at as another type's, and the other way round: both have the same
/// size, and every value of one is a value of the other.
public protocol LayoutCompatible: ~Copyable {
    /// The other type.
    associatedtype LayoutTwin
}

extension Pointer where Pointee: ~Copyable {
    /// The same memory for another type, whatever that does to what the bytes mean.
    public consuming func unsafelyReinterpret<Other: ~Copyable>(as type: Other.Type) -> Pointer<Other> {
        Pointer<Other>(memory)
    }
}

extension Pointer where Pointee: PlainBytes & ~Copyable {
    /// The same memory for another type of plain bytes.
    public consuming func reinterpret<Other: PlainBytes & ~Copyable>(as type: Other.Type) -> Pointer<Other> {
        Pointer<Other>(memory)
    }
}

extension Pointer where Pointee: LayoutCompatible & ~Copyable {
    /// The same memory for the type whose layout is declared to be the same.
    public consuming func reinterpretAsTwin() -> Pointer<Pointee.LayoutTwin> {
        Pointer<Pointee.LayoutTwin>(memory)
    }
}

extension ReadablePointer where Pointee: ~Copyable {
    /// The same bytes as another type, whatever that does to what they mean.
    public consuming func unsafelyReinterpret<Other: ~Copyable>(
        as type: Other.Type
    ) -> ReadablePointer<Other> {
        ReadablePointer<Other>(memory)
    }
}

extension ReadablePointer where Pointee: PlainBytes & ~Copyable {
    /// The same bytes as another type of plain bytes.
    public consuming func reinterpret<Other: PlainBytes & ~Copyable>(
        as type: Other.Type
    ) -> ReadablePointer<Other> {
        ReadablePointer<Other>(memory)
    }
}

extension ReadablePointer where Pointee: LayoutCompatible & ~Copyable {
    /// The same bytes as the type whose layout is declared to be the same.
    public consuming func reinterpretAsTwin() -> ReadablePointer<Pointee.LayoutTwin> {
        ReadablePointer<Pointee.LayoutTwin>(memory)
    }
}
