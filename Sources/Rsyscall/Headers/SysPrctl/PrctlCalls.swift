extension SystemCalling where Self: ~Copyable {
    /// Operates on the process or its calling thread, with numbers for arguments: `prctl(2)`.
    ///
    /// - Throws: `EINVAL` if the option takes an address instead, or ``Unsupported`` if it isn't known to take none.
    @discardableResult
    public func prctl(
        _ option: PR, _ second: UInt = 0, _ third: UInt = 0, _ fourth: UInt = 0, _ fifth: UInt = 0
    ) async throws -> Int {
        try await process.syscall(.prctl, WithNumbers(option), second, third, fourth, fifth)
    }

    /// Reads the number that an option such as ``PR/get_tsc`` reports into `buffer`, which keeps the rest: `prctl(2)`.
    ///
    /// - Throws: `EINVAL` if the option writes no number.
    public func prctl(_ option: PR, into buffer: inout Pointer<CInt>) async throws -> ReadablePointer<CInt> {
        try option.check(.writes, of: CInt.byteCount, for: process)
        return try await buffer.takeOne(after: process.syscall(.prctl, option, buffer.roomForOne))
    }

    /// Prevents `execve` from granting privileges, from here on: `PR_SET_NO_NEW_PRIVS` in `prctl(2)`.
    public func prctl_set_no_new_privs() async throws {
        try await process.syscall(.prctl, PR.set_no_new_privs, 1)
    }

    /// Returns whether `execve` is prevented from granting privileges: `PR_GET_NO_NEW_PRIVS` in `prctl(2)`.
    public func prctl_get_no_new_privs() async throws -> Bool {
        try await process.syscall(.prctl, PR.get_no_new_privs)
    }

    /// Sets whether orphaned descendants become children of this process: `PR_SET_CHILD_SUBREAPER` in `prctl(2)`.
    public func prctl_set_child_subreaper(_ isSubreaper: Bool) async throws {
        try await process.syscall(.prctl, PR.set_child_subreaper, isSubreaper ? 1 : 0)
    }

    /// Returns whether orphaned descendants become children of this process: `PR_GET_CHILD_SUBREAPER` in `prctl(2)`.
    public func prctl_get_child_subreaper() async throws -> Bool {
        let number: CInt = try await process.syscall(.prctl, PR.get_child_subreaper, Output<CInt>())
        return number != 0
    }

    /// Sets the signal, if any, that the process receives when its parent dies: `PR_SET_PDEATHSIG` in `prctl(2)`.
    ///
    /// Children start with ``SIG/kill``.
    ///
    /// - Throws: `EINVAL` for an unknown signal.
    public func prctl_set_pdeathsig(_ signal: SIG?) async throws {
        try await process.syscall(.prctl, PR.set_pdeathsig, signal ?? .absent)
    }

    /// Returns the signal, if any, that the process receives when its parent dies: `PR_GET_PDEATHSIG` in `prctl(2)`.
    public func prctl_get_pdeathsig() async throws -> SIG? {
        let signal: CInt = try await process.syscall(.prctl, PR.get_pdeathsig, Output<CInt>())
        return signal == 0 ? nil : SIG(rawValue: signal)
    }

    /// Sets the name of the calling thread, truncated to 15 bytes: `PR_SET_NAME` in `prctl(2)`.
    public func prctl_set_name(_ name: borrowing some StringInput) async throws {
        try await process.syscall(.prctl, PR.set_name, name)
    }

    /// Returns the name of the calling thread, repaired if it is not UTF-8: `PR_GET_NAME` in `prctl(2)`.
    public func prctl_get_name() async throws -> String {
        let name: ThreadName = try await process.syscall(.prctl, PR.get_name, Output<ThreadName>())
        return name.text
    }

    /// Reads the 16 bytes of the calling thread's name into `buffer`: `PR_GET_NAME` in `prctl(2)`.
    public func prctl_get_name(into buffer: inout Pointer<Bytes>) async throws -> ReadablePointer<Bytes> {
        try buffer.memory.checkRoom(ThreadName.byteCount)
        try await process.syscall(.prctl, PR.get_name, buffer.room)
        return try buffer.takeFilled(ThreadName.byteCount)
    }

    /// Returns the seccomp mode: `PR_GET_SECCOMP` in `prctl(2)`.
    public func prctl_get_seccomp() async throws -> SECCOMP_MODE {
        try await process.syscall(.prctl, PR.get_seccomp)
    }

    /// Sets the seccomp mode, as ``seccomp_set_mode_strict()`` does and with its errors: `PR_SET_SECCOMP` in `prctl(2)`.
    public func prctl_set_seccomp(_ mode: SECCOMP_MODE) async throws {
        try await process.syscall(.prctl, PR.set_seccomp, mode)
    }

    /// Installs a filter, as ``seccomp(_:_:)`` does and with its errors: `PR_SET_SECCOMP` in `prctl(2)`.
    public func prctl_set_seccomp(_ filter: borrowing some FilterArgument & ~Copyable) async throws {
        try await process.syscall(.prctl, PR.set_seccomp, SECCOMP_MODE.filter, filter.program(Seal()))
    }
}

extension SECCOMP_MODE: CallResult {}
