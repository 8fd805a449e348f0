/// The value of as many bytes as the call returned.
struct Returned<Value: MemoryReadable>: CallResult {
    let value: Value

    /// - Throws: ``MemoryDecodingError`` if the bytes are too few or make no value.
    init(_ outcome: borrowing CallOutcome) throws {
        let count = min(max(outcome.result, 0), outcome.outputByteCount)
        value = try Value(decoding: UnsafeRawBufferPointer(start: outcome.output, count: count).bytes)
    }
}
