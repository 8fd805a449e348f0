import Testing

/// Returns a value that may be noncopyable, as `#require` does with others.
func required<Value: ~Copyable>(
    _ value: consuming Value?, sourceLocation: SourceLocation = #_sourceLocation
) throws -> Value {
    if let value { return value }
    throw ValueMissing(sourceLocation)
}

private struct ValueMissing: Error {
    init(_ sourceLocation: SourceLocation) {
        Issue.record("a value is missing", sourceLocation: sourceLocation)
    }
}
