/// A type for which every bit pattern is a value, and that owns no resource, so that memory can be reinterpreted as it.
/// An address in it is a number like any other.
///
/// The compiler can't check that, and memory safety depends on it.
public protocol PlainBytes: ~Copyable {
    /// Promises that any bytes are a value of the type, that the type owns nothing, and that no code follows an address
    /// in it. It is never called.
    static func unsafelyPromisePlainBytes()
}
