extension SystemCalling where Self: ~Copyable {
    /// Returns the nice value of a process, or the lowest one in a process group: `getpriority(2)`.
    ///
    /// `which` is ``PRIO/process`` or ``PRIO/pgrp``, and 0 is the calling process or its group.
    ///
    /// - Throws: `ESRCH` if no such process or group exists.
    public func getpriority(_ which: PRIO, _ who: ProcessID = ProcessID(0)) async throws -> Int {
        // The kernel returns a number from 40 down to 1, which is never an errno.
        20 &- (try await process.syscall(.getpriority, which, who))
    }

    /// Returns the lowest nice value of a user's processes: `getpriority(2)`.
    ///
    /// - Throws: `ESRCH` if the user has no process.
    public func getpriority(of user: Uid) async throws -> Int {
        20 &- (try await process.syscall(.getpriority, PRIO.user, user))
    }

    /// Sets the nice value of a process or a process group, clamped to -20 to 19: `setpriority(2)`.
    ///
    /// `which` is ``PRIO/process`` or ``PRIO/pgrp``, and 0 is the calling process or its group. A process
    /// with a higher value gets less CPU time.
    ///
    /// - Throws: `EACCES` if the value would fall without ``CAP/sys_nice``, `EPERM` if the process is another
    ///   user's, or `ESRCH` if no such process or group exists.
    public func setpriority(_ which: PRIO, _ who: ProcessID, _ nice: CInt) async throws {
        try await process.syscall(.setpriority, which, who, nice)
    }

    /// Sets the nice value of every process of a user, clamped to -20 to 19: `setpriority(2)`.
    ///
    /// - Throws: `EACCES` if a value would fall without ``CAP/sys_nice``, or `ESRCH` if the user has no process.
    public func setpriority(of user: Uid, _ nice: CInt) async throws {
        try await process.syscall(.setpriority, PRIO.user, user, nice)
    }
}
