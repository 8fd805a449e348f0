extension SystemCalling where Self: ~Copyable {
    /// The time of a clock, written to `buffer`. See `clock_gettime(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func clock_gettime(
        _ clock: CLOCK, into buffer: inout Pointer<Timespec>
    ) async throws -> ReadablePointer<Timespec> {
        try buffer.memory.checkRoom(Timespec.byteCount)
        // The clock of a thread is that of the thread a process has here.
        let scope: SyscallScope = clock == .thread_cputime_id ? .thread : .process
        try await task.syscall(.clock_gettime, scope: scope, clock, try buffer.memory.argument(for: task))
        return try buffer.takeFilled(Timespec.byteCount)
    }

    /// The time of a clock. See `clock_gettime(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func clock_gettime(_ clock: CLOCK) async throws -> Timespec {
        var buffer = try await task.allocate(Timespec.self)
        return try await clock_gettime(clock, into: &buffer).read()
    }
}
