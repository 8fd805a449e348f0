extension Address: CallResult {
    /// The address that the call returned.
    @inlinable
    public init(_ outcome: borrowing CallOutcome) { self.init(UInt(bitPattern: outcome.result)) }
}
