extension SystemCalling where Self: ~Copyable {
    /// The nice value, from -20 to 19, of a process or of the best placed of a group.
    ///
    /// See `getpriority(2)`.
    ///
    /// - Parameters:
    ///   - which: ``PRIO/process`` or ``PRIO/pgrp``.
    ///   - who: The number of the process or the group; 0 means this one.
    /// - Throws: ``SyscallError``, with `ESRCH` where there is nobody, or ``Hangup``.
    public func getpriority(_ which: PRIO, _ who: ProcessID = ProcessID(0)) async throws -> Int {
        // The kernel's own answer is from 40 down to 1, so that it is no errno.
        20 &- (try await task.syscall(.getpriority, scope: .thread, which, who))
    }

    /// The nice value, from -20 to 19, of the best placed process of a user. See `getpriority(2)`.
    ///
    /// - Throws: ``SyscallError``, with `ESRCH` where there is none, or ``Hangup``.
    public func getpriority(of user: Uid) async throws -> Int {
        20 &- (try await task.syscall(.getpriority, scope: .thread, PRIO.user, user))
    }

    /// Sets the nice value, from -20 to 19; what is beyond is cut. See `setpriority(2)`.
    ///
    /// - Parameters:
    ///   - which: ``PRIO/process`` or ``PRIO/pgrp``.
    ///   - who: The number of the process or the group; 0 means this one.
    ///   - nice: The value; the lower, the more it runs.
    /// - Throws: ``SyscallError``, with `EACCES` where it would sink without ``CAP/sys_nice``, `EPERM`
    ///   where it is another user's, `ESRCH` where there is nobody, or ``Hangup``.
    public func setpriority(_ which: PRIO, _ who: ProcessID, _ nice: CInt) async throws {
        try await task.syscall(.setpriority, scope: .thread, which, who, nice)
    }

    /// Sets the nice value of every process of a user. See `setpriority(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EACCES` where it would sink without ``CAP/sys_nice``, `ESRCH`
    ///   where there is no process, or ``Hangup``.
    public func setpriority(of user: Uid, _ nice: CInt) async throws {
        try await task.syscall(.setpriority, scope: .thread, PRIO.user, user, nice)
    }
}
