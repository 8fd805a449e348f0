extension SystemCalling where Self: ~Copyable {
    /// Installs a filter for the system calls of the process. See `seccomp(2)`.
    ///
    /// It takes effect at once, also for the calls that serve it here.
    ///
    /// - Parameters:
    ///   - program: The filter.
    ///   - flags: How it is installed.
    /// - Returns: With ``SECCOMP_FILTER_FLAG/new_listener``, the descriptor that tells of calls.
    /// - Throws: ``SeccompThreadDiffers``; ``SyscallError``, with `EACCES` without ``CAP/sys_admin`` or
    ///   ``PR/set_no_new_privs``, `EINVAL` where it is no filter; or ``Hangup``.
    @discardableResult
    public func seccomp(
        _ program: borrowing WrittenPointer<SockFprog>, _ flags: SECCOMP_FILTER_FLAG = []
    ) async throws -> OwnedFileDescriptor? {
        let task = self.task
        let result = try await program.withPinned(in: task.addressSpace) { address in
            try await task.syscall(.seccomp, scope: .thread, SECCOMP.set_mode_filter, flags, address)
        }
        if flags.contains(.new_listener) { return OwnedFileDescriptor(result, of: task) }
        guard result == 0 else {
            throw SeccompThreadDiffers(thread: ProcessID(CInt(truncatingIfNeeded: result)))
        }
        return nil
    }

    /// Installs a filter for the system calls of the process. See `seccomp(2)`.
    ///
    /// It takes effect at once, also for the calls that serve it here.
    ///
    /// - Parameters:
    ///   - filter: Its instructions, at most 4096.
    ///   - flags: How it is installed.
    /// - Returns: With ``SECCOMP_FILTER_FLAG/new_listener``, the descriptor that tells of calls.
    /// - Throws: ``AllocationError``, ``MemoryEncodingError``, ``SeccompThreadDiffers``; ``SyscallError``,
    ///   with `EACCES` without ``CAP/sys_admin`` or ``PR/set_no_new_privs``, `EINVAL` where it is no filter;
    ///   or ``Hangup``.
    @discardableResult
    public func seccomp(
        _ filter: [SockFilter], _ flags: SECCOMP_FILTER_FLAG = []
    ) async throws -> OwnedFileDescriptor? {
        let program = SockFprog(try await task.pointer(to: filter))
        return try await seccomp(try await task.pointer(to: program), flags)
    }

    /// Leaves the process only `read`, `write`, `_exit` and `sigreturn`; any other call kills it.
    ///
    /// A child that serves calls here needs others, and is killed. See `SECCOMP_SET_MODE_STRICT` in
    /// `seccomp(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` where a filter is installed, or ``Hangup``.
    public func seccompStrict() async throws {
        try await task.syscall(.seccomp, scope: .thread, SECCOMP.set_mode_strict, 0, 0)
    }

    /// Throws unless the kernel knows the verdict. See `SECCOMP_GET_ACTION_AVAIL` in `seccomp(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EOPNOTSUPP` where it does not, or ``Hangup``.
    public func seccomp(
        available verdict: borrowing some InitializedPointer<UInt32> & ~Copyable
    ) async throws {
        let task = self.task
        try await task.withValue(verdict) { address in
            _ = try await task.syscall(.seccomp, SECCOMP.get_action_avail, 0, address)
        }
    }

    /// Throws unless the kernel knows the verdict. See `SECCOMP_GET_ACTION_AVAIL` in `seccomp(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EOPNOTSUPP` where it does not; or ``Hangup``.
    public func seccomp(available verdict: SECCOMP_RET) async throws {
        try await seccomp(available: try await task.pointer(to: verdict.rawValue))
    }
}

/// A filter was not installed: with ``SECCOMP_FILTER_FLAG/tsync``, one thread has another filter already.
public struct SeccompThreadDiffers: Error, Hashable, CustomStringConvertible {
    /// The thread's number.
    public let thread: ProcessID

    /// Which thread.
    public var description: String { "thread \(thread) has filters that the calling thread has not" }
}
