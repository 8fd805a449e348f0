extension SystemCalling where Self: ~Copyable {
    /// Signals a process; a group where the number is negative, one's own where it is 0, and all that may
    /// be signalled where it is -1. See `kill(2)`.
    ///
    /// - Parameters:
    ///   - pid: Whom.
    ///   - signal: Which; with `nil` it is only seen whether it could be sent.
    /// - Throws: ``SyscallError``, with `ESRCH` where there is nobody, `EPERM` where the process may not,
    ///   or ``Hangup``.
    public func kill(_ pid: ProcessID, _ signal: SIG?) async throws {
        try await task.syscall(.kill, pid, signal ?? .toLook)
    }

    /// Signals one thread of a process. See `tgkill(2)`.
    ///
    /// - Parameters:
    ///   - process: The process, by its number.
    ///   - thread: The thread, by its own.
    ///   - signal: Which; with `nil` it is only seen whether it could be sent.
    /// - Throws: ``SyscallError``, with `ESRCH` where there is nobody, `EPERM` where the process may not,
    ///   or ``Hangup``.
    public func tgkill(_ process: ProcessID, _ thread: ProcessID, _ signal: SIG?) async throws {
        try await task.syscall(.tgkill, process, thread, signal ?? .toLook)
    }
}

extension SIG {
    /// `0`, which is no signal.
    fileprivate static var toLook: SIG { SIG(rawValue: 0) }
}
