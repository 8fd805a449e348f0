extension SystemCalling where Self: ~Copyable {
    /// Sets the scheduling policy and priority of a process, or this one if `pid` is 0: `sched_setscheduler(2)`.
    ///
    /// - Throws: `EINVAL` if the policy doesn't have the priority, or, without ``CAP/sys_nice``, `EPERM` for another
    ///   user's process or beyond ``RLIMIT/rtprio``.
    public func sched_setscheduler(
        _ pid: ProcessID, _ policy: SCHED, priority: CInt = 0
    ) async throws { try await process.syscall(.sched_setscheduler, pid, policy, FrameValue(priority)) }

    /// Returns the scheduling policy of a process, or this one if `pid` is 0: `sched_getscheduler(2)`.
    public func sched_getscheduler(_ pid: ProcessID = ProcessID(0)) async throws -> SCHED {
        try await process.syscall(.sched_getscheduler, pid)
    }

    /// Sets the real-time priority of a process, or this one if `pid` is 0: `sched_setparam(2)`.
    ///
    /// - Throws: The errors of `sched_setscheduler`.
    public func sched_setparam(_ pid: ProcessID, priority: CInt) async throws {
        try await process.syscall(.sched_setparam, pid, FrameValue(priority))
    }

    /// Returns the real-time priority of a process, or this one if `pid` is 0: `sched_getparam(2)`.
    public func sched_getparam(_ pid: ProcessID = ProcessID(0)) async throws -> CInt {
        try await process.syscall(.sched_getparam, pid, Output<CInt>())
    }

    /// Sets the scheduling attributes of a process, or this one if `pid` is 0: `sched_setattr(2)`.
    ///
    /// - Throws: The errors of `sched_setscheduler`, or `EBUSY` if there isn't enough CPU time for a deadline.
    public func sched_setattr(
        _ pid: ProcessID, _ attributes: borrowing some ValueInput<SchedAttr>
    ) async throws { try await process.syscall(.sched_setattr, pid, attributes, 0) }

    /// Returns the scheduling attributes of a process, or this one if `pid` is 0: `sched_getattr(2)`.
    public func sched_getattr(_ pid: ProcessID = ProcessID(0)) async throws -> SchedAttr {
        try await process.syscall(.sched_getattr, pid, Output<SchedAttr>(), SchedAttr.byteCount, 0)
    }

    /// Reads the scheduling attributes of a process into `buffer`, which keeps the rest: `sched_getattr(2)`.
    public func sched_getattr(
        _ pid: ProcessID = ProcessID(0), into buffer: inout Pointer<SchedAttr>
    ) async throws -> ReadablePointer<SchedAttr> {
        try await buffer.takeOne(
            after: process.syscall(.sched_getattr, pid, buffer.roomForOne, SchedAttr.byteCount, 0))
    }

    /// Returns the time slice of a process with the policy ``SCHED/rr``, or of this one: `sched_rr_get_interval(2)`.
    public func sched_rr_get_interval(_ pid: ProcessID = ProcessID(0)) async throws -> Timespec {
        try await process.syscall(.sched_rr_get_interval, pid, Output<Timespec>())
    }

    /// Returns the highest priority of a scheduling policy: `sched_get_priority_max(2)`.
    ///
    /// - Throws: `EINVAL` for an unknown policy.
    public func sched_get_priority_max(_ policy: SCHED) async throws -> Int {
        try await process.syscall(.sched_get_priority_max, policy)
    }

    /// Returns the lowest priority of a scheduling policy: `sched_get_priority_min(2)`.
    ///
    /// - Throws: `EINVAL` for an unknown policy.
    public func sched_get_priority_min(_ policy: SCHED) async throws -> Int {
        try await process.syscall(.sched_get_priority_min, policy)
    }
}

extension SCHED: CallResult {}
extension SchedAttr: CallResult {}
