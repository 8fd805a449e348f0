extension Optional: CallResult where Wrapped == Siginfo {
    /// Decodes what the call wrote; `nil` if that names no signal.
    public init(_ outcome: borrowing CallOutcome) throws {
        let bytes = UnsafeRawBufferPointer(start: outcome.output, count: Siginfo.byteCount)
        let info = try Siginfo(decoding: bytes.bytes)
        self = info.signo == 0 ? nil : info
    }
}
