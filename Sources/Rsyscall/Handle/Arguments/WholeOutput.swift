/// The one value that a call wrote, whatever it returned.
struct WholeOutput<Value: MemoryReadable & FixedSize>: CallResult {
    let value: Value

    /// - Throws: ``MemoryDecodingError`` if the bytes make no value.
    init(_ outcome: borrowing CallOutcome) throws {
        let bytes = UnsafeRawBufferPointer(start: outcome.output, count: Value.byteCount)
        value = try Value(decoding: bytes.bytes)
    }
}
