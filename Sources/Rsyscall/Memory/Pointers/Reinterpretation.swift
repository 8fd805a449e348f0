public import SystemPackage

/// A type whose bytes may be looked at as another type's, and the other way round: both have the same
/// size, and every value of one is a value of the other.
public protocol LayoutCompatible: FixedSize, ~Copyable {
    /// The other type.
    associatedtype LayoutTwin: FixedSize
}

extension LayoutCompatible where Self: ~Copyable {
    fileprivate static func checkTwin() throws(PointerError) {
        guard byteCount == LayoutTwin.byteCount else { throw .sizesDiffer(byteCount, LayoutTwin.byteCount) }
    }
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
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of ``PointerError/sizesDiffer(_:_:)``.
    public consuming func reinterpretAsTwin() throws(Refused<Pointer<Pointee>>) -> Pointer<
        Pointee.LayoutTwin
    > {
        do {
            try Pointee.checkTwin()
            return Pointer<Pointee.LayoutTwin>(memory)
        } catch {
            throw Refused(error, operand: self)
        }
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
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of ``PointerError/sizesDiffer(_:_:)``.
    public consuming func reinterpretAsTwin() throws(Refused<ReadablePointer<Pointee>>) -> ReadablePointer<
        Pointee.LayoutTwin
    > {
        do {
            try Pointee.checkTwin()
            return ReadablePointer<Pointee.LayoutTwin>(memory)
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

extension ReadablePointer where Pointee == CString {
    /// The same bytes as a path, of which nothing is left out.
    public consuming func asPath() -> ReadablePointer<FilePath> {
        ReadablePointer<FilePath>(memory)
    }
}
