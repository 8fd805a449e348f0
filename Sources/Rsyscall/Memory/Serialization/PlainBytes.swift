/// A type for which every bit pattern is a value, and that holds no resource, so that memory can be
/// reinterpreted as it. An address in it is a number like any other.
public protocol PlainBytes: ~Copyable {}
