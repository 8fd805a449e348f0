/// A pointer to memory that holds a value: what a call takes that reads memory.
public protocol InitializedPointer<Pointee>: OwnedPointer, ~Copyable {
    /// What the memory holds.
    associatedtype Pointee

    /// How many bytes from the start hold the value.
    var initializedByteCount: Int { get }
    /// The value, where it was written here.
    var knownValue: Pointee? { get }
}

extension ReadablePointer: InitializedPointer where Pointee: Copyable {
    /// All the bytes.
    public var initializedByteCount: Int { size }
    /// Nothing: the value is only in memory.
    public var knownValue: Pointee? { nil }
}

extension WrittenPointer: InitializedPointer where Pointee: Copyable {
    /// The bytes of the value.
    public var initializedByteCount: Int { valueByteCount }
    /// What was written.
    public var knownValue: Pointee? { value }
}
