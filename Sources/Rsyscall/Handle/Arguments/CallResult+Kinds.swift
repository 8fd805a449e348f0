extension CallResult where Self: MemoryReadable {
    /// Decodes the bytes that the call wrote, as many as it returned.
    public init(_ outcome: borrowing CallOutcome) throws {
        self = try Self(decoding: outcome.bytes(outcome.result).bytes)
    }
}

extension Bool: CallResult {
    /// Creates the value: whether the call returned another number than 0.
    public init(_ outcome: borrowing CallOutcome) { self = outcome.result != 0 }
}

// Unlike an `Int`, which a call returns, a `CInt` is what some calls write.
extension CInt: CallResult {}

extension InlineArray: CallResult where Element: PlainInteger {}
