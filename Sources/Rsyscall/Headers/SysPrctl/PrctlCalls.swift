extension SystemCalling where Self: ~Copyable {
    /// Operates on the process, with numbers for arguments. See `prctl(2)`.
    ///
    /// - Returns: What the operation gives.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    @discardableResult
    public func prctl(
        _ option: PR, _ second: UInt = 0, _ third: UInt = 0, _ fourth: UInt = 0, _ fifth: UInt = 0
    ) async throws -> Int {
        try await task.syscall(.prctl, scope: .thread, option, second, third, fourth, fifth)
    }

    /// Has `execve` give no privileges from here on. See `PR_SET_NO_NEW_PRIVS` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setNoNewPrivs() async throws {
        try await prctl(.set_no_new_privs, 1)
    }

    /// Has the process killed by this signal when its parent dies, or by none.
    ///
    /// See `PR_SET_PDEATHSIG` in `prctl(2)`. Children have `SIGKILL` from their start.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setParentDeathSignal(_ signal: SIG?) async throws {
        try await prctl(.set_pdeathsig, UInt(truncatingIfNeeded: signal?.rawValue ?? 0))
    }

    /// Names the thread, with at most 15 bytes. See `PR_SET_NAME` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setName(_ name: String) async throws {
        let pointer = try await task.pointer(to: name)
        try await prctl(.set_name, try pointer.memory.argument(for: task).register)
    }

    /// Adds a capability to the ambient set, which `execve` keeps. See `capabilities(7)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func raiseAmbient(_ capability: CAP) async throws {
        try await prctl(
            .cap_ambient, UInt(PR_CAP_AMBIENT.raise.rawValue), UInt(truncatingIfNeeded: capability.rawValue))
    }

    /// Empties the ambient set. See `capabilities(7)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func clearAmbient() async throws {
        try await prctl(.cap_ambient, UInt(PR_CAP_AMBIENT.clear_all.rawValue))
    }
}
