extension Error {
    /// The reason of a refusal, or else the error itself.
    ///
    /// An operation that consumes its operand throws ``Refused``, which no `catch` for its reason matches. To handle
    /// the reason whether or not the operation consumed something, check this:
    ///
    /// ```swift
    /// do {
    ///     let running = try await child.exec(Command("make"))
    /// } catch {
    ///     guard error.reason is CommandError else { throw error }
    ///     print("there is no make")
    /// }
    /// ```
    public var reason: any Error { (self as? any Refusal)?.reason ?? self }
}
