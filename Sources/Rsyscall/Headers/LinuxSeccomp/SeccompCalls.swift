extension SystemCalling where Self: ~Copyable {
    /// Installs a filter for the system calls of the process, also for those made through this library: `seccomp(2)`.
    ///
    /// In our own process, a filter can only be installed on all threads: with ``SECCOMP_FILTER_FLAG/tsync``.
    ///
    /// - Returns: With ``SECCOMP_FILTER_FLAG/new_listener``, the descriptor that reports calls; otherwise `nil`.
    /// - Throws: `EACCES` without ``CAP/sys_admin`` or ``prctl_set_no_new_privs()``, `EINVAL` for a bad
    ///   filter, or `ESRCH` if a thread has other filters, with ``SECCOMP_FILTER_FLAG/tsync``.
    @discardableResult
    public func seccomp(
        _ filter: borrowing some FilterArgument & ~Copyable, _ flags: SECCOMP_FILTER_FLAG = []
    ) async throws -> OwnedFileDescriptor? {
        if flags.contains(.new_listener) {
            return try await process.syscall(.seccomp, SECCOMP.set_mode_filter, flags, filter.program(Seal()))
        }
        let result: Int = try await process.syscall(
            .seccomp, SECCOMP.set_mode_filter, flags, filter.program(Seal()))
        if result == 0 { return nil }
        throw SyscallError(
            errno: .noSuchProcess, call: SYS.seccomp.name,
            arguments: ["\(SECCOMP.set_mode_filter)", "\(flags)", "thread \(result) has other filters"],
            process: process.pid)
    }

    /// Allows the process only `read`, `write`, `_exit` and `sigreturn`; any other call kills it: `seccomp(2)`.
    ///
    /// A child that serves calls needs others, and is killed.
    ///
    /// - Throws: `EINVAL` if a filter is installed.
    public func seccomp_set_mode_strict() async throws {
        try await process.syscall(.seccomp, SECCOMP.set_mode_strict, 0, 0)
    }

    /// Checks that the kernel supports the verdict of a filter: `seccomp(2)`.
    ///
    /// - Throws: `EOPNOTSUPP` if it doesn't.
    public func seccomp_get_action_avail(_ action: SECCOMP_RET) async throws {
        try await process.syscall(.seccomp, SECCOMP.get_action_avail, 0, FrameValue(action.rawValue))
    }

    /// Checks that the kernel supports the verdict in memory: `seccomp(2)`.
    public func seccomp_get_action_avail(_ action: borrowing some ValueInput<UInt32>) async throws {
        try await process.syscall(.seccomp, SECCOMP.get_action_avail, 0, action)
    }
}
