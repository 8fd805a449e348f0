extension SystemCalling where Self: ~Copyable {
    /// Has a process run on these processors only. See `sched_setaffinity(2)`.
    ///
    /// - Parameters:
    ///   - pid: Which; 0 means this one.
    ///   - set: The processors.
    /// - Throws: ``SyscallError``, with `EINVAL` where it could run on none, `EPERM` where it is another
    ///   user's, `ESRCH` where there is no such process, or ``Hangup``.
    public func sched_setaffinity(
        _ pid: ProcessID, _ set: borrowing some InitializedPointer<CpuSet> & ~Copyable
    ) async throws {
        let task = self.task
        let count = set.initializedByteCount
        try await set.withPinned(in: task.addressSpace) { address in
            _ = try await task.syscall(.sched_setaffinity, scope: .thread, pid, count, address)
        }
    }

    /// Has this process run on these processors only. See `sched_setaffinity(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EINVAL` where it could run on none; or
    ///   ``Hangup``.
    public func sched_setaffinity(_ set: CpuSet) async throws {
        try await sched_setaffinity(ProcessID(0), set)
    }

    /// Has another process run on these processors only. See `sched_setaffinity(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EINVAL` where it could run on none, `EPERM`
    ///   where it is another user's, `ESRCH` where there is no such process; or ``Hangup``.
    public func sched_setaffinity(_ pid: ProcessID, _ set: CpuSet) async throws {
        try await sched_setaffinity(pid, try await task.pointer(to: set))
    }

    /// The processors a process may run on, written to `buffer`. See `sched_getaffinity(2)`.
    ///
    /// - Parameters:
    ///   - pid: Which; 0 means this one.
    ///   - buffer: Where they go: a whole number of words of 8 bytes, with a bit for every processor that
    ///     the kernel can have.
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``SyscallError``, with `EINVAL` where the buffer is too small or no whole number of words,
    ///   `ESRCH` where there is no such process, or ``Hangup``; `buffer` is as it was.
    public func sched_getaffinity(
        _ pid: ProcessID = ProcessID(0), into buffer: inout Pointer<CpuSet>
    ) async throws -> ReadablePointer<CpuSet> {
        let count = try await task.syscall(
            .sched_getaffinity, scope: .thread, pid, buffer.size, try buffer.memory.argument(for: task))
        return try buffer.takeFilled(count)
    }

    /// The processors a process, this one unless said otherwise, may run on. See `sched_getaffinity(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `ESRCH` where there is no such process; or
    ///   ``Hangup``.
    public func sched_getaffinity(_ pid: ProcessID = ProcessID(0)) async throws -> CpuSet {
        var buffer = try await task.allocate(CpuSet.self, size: 1024)
        return try await sched_getaffinity(pid, into: &buffer).read()
    }
}
