extension SystemCalling where Self: ~Copyable {
    /// Sets the execution domain and its flags, for this process and what it executes.
    ///
    /// See `personality(2)`.
    ///
    /// - Returns: Those before.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    @discardableResult
    public func personality(_ persona: PER) async throws -> PER {
        PER(
            rawValue: UInt32(
                truncatingIfNeeded: try await task.syscall(.personality, scope: .thread, persona)))
    }

    /// The execution domain and its flags, which stay as they are. See `personality(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func personality() async throws -> PER {
        // All bits set asks without setting.
        try await personality(PER(rawValue: .max))
    }
}
