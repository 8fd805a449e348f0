/// A pointer to memory that holds a value: what a call takes that reads memory.
public protocol InitializedPointer<Pointee>: OwnedPointer, ~Copyable {
    /// What the memory holds.
    associatedtype Pointee

    /// How many bytes from the start hold the value.
    var initializedByteCount: Int { get }
    /// The value, where it was written here.
    var knownValue: Pointee? { get }

    /// Runs `body` on the bytes that hold the value, where they lie if they are ours, else on a copy.
    func withInitializedBytes<Outcome>(_ body: (RawSpan) throws -> Outcome) async throws -> Outcome
}

extension ReadablePointer: InitializedPointer where Pointee: Copyable {
    /// All the bytes.
    public var initializedByteCount: Int { size }
    /// Nothing: the value is only in memory.
    public var knownValue: Pointee? { nil }

    /// Runs `body` on all the bytes.
    public func withInitializedBytes<Outcome>(_ body: (RawSpan) throws -> Outcome) async throws -> Outcome {
        try await memory.withBytes(body)
    }
}

extension WrittenPointer: InitializedPointer where Pointee: Copyable {
    /// The bytes of the value.
    public var initializedByteCount: Int { valueByteCount }
    /// What was written.
    public var knownValue: Pointee? { value }

    /// Runs `body` on the bytes of the value.
    public func withInitializedBytes<Outcome>(_ body: (RawSpan) throws -> Outcome) async throws -> Outcome {
        let count = valueByteCount
        return try await memory.withBytes { try body($0.extracting(0..<count)) }
    }
}
