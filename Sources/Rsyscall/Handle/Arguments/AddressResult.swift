extension Address: CallResult {
    /// Creates the address that the call returned.
    @inlinable
    public init(_ outcome: borrowing CallOutcome) { self.init(UInt(bitPattern: outcome.result)) }
}
