extension SystemCalling where Self: ~Copyable {
    /// Restricts a process, or this one if `pid` is 0, to the processors in `set`: `sched_setaffinity(2)`.
    ///
    /// - Throws: `EINVAL` if none of them is online, or `EPERM` for another user's process without ``CAP/sys_nice``.
    public func sched_setaffinity(_ pid: ProcessID, _ set: borrowing some ValueInput<CpuSet>) async throws {
        try await process.syscall(.sched_setaffinity, pid, set.byteCount(for: process), set)
    }

    /// Restricts this process to the processors in `set`: `sched_setaffinity(2)`.
    ///
    /// - Throws: `EINVAL` if none of them is online.
    public func sched_setaffinity(_ set: borrowing some ValueInput<CpuSet>) async throws {
        try await process.syscall(.sched_setaffinity, ProcessID(0), set.byteCount(for: process), set)
    }

    /// Returns the processors that a process, or this one if `pid` is 0, may run on: `sched_getaffinity(2)`.
    public func sched_getaffinity(_ pid: ProcessID = ProcessID(0)) async throws -> CpuSet {
        try await process.syscall(.sched_getaffinity, pid, 1024, Output<CpuSet>(byteCount: 1024))
    }

    /// Reads the processors that a process may run on into `buffer`, which keeps the rest: `sched_getaffinity(2)`.
    ///
    /// - Throws: `EINVAL` if the buffer is too short or not a whole number of 8-byte words.
    public func sched_getaffinity(
        _ pid: ProcessID = ProcessID(0), into buffer: inout Pointer<CpuSet>
    ) async throws -> ReadablePointer<CpuSet> {
        try await buffer.takeFilled(process.syscall(.sched_getaffinity, pid, buffer.size, buffer.room))
    }
}
