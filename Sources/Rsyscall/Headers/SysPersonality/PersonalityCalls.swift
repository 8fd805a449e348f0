extension SystemCalling where Self: ~Copyable {
    /// Sets the execution domain and its flags, which survive `execve`, and returns the old ones: `personality(2)`.
    @discardableResult
    public func personality(_ persona: PER) async throws -> PER {
        try await process.syscall(.personality, persona)
    }

    /// Returns the execution domain and its flags: `personality(2)`.
    public func personality() async throws -> PER { try await process.syscall(.personality, PER.query) }
}

extension PER: CallResult {}
