extension SystemCalling where Self: ~Copyable {
    /// Returns the time of a clock: `clock_gettime(2)`.
    public func clock_gettime(_ clock: CLOCK) async throws -> Timespec {
        try await process.syscall(.clock_gettime, clock, Output<Timespec>())
    }

    /// Reads the time of a clock into `buffer`, which keeps the rest: `clock_gettime(2)`.
    public func clock_gettime(
        _ clock: CLOCK, into buffer: inout Pointer<Timespec>
    ) async throws -> ReadablePointer<Timespec> {
        try await buffer.takeOne(after: process.syscall(.clock_gettime, clock, buffer.roomForOne))
    }

    /// Sleeps for a time: `nanosleep(2)`.
    ///
    /// - Throws: `EINTR` if a signal is handled, or `EINVAL` for a negative time.
    public func nanosleep(_ time: borrowing some ValueInput<Timespec>) async throws {
        try await process.syscall(.nanosleep, time, Address.null)
    }

    /// Sleeps for a time of a clock, or with ``TIMER/abstime`` until that time: `clock_nanosleep(2)`.
    ///
    /// - Throws: The errors of `nanosleep`, or `EOPNOTSUPP` for a clock that no sleep is possible on.
    public func clock_nanosleep(
        _ clock: CLOCK, _ time: borrowing some ValueInput<Timespec>, _ flags: TIMER = []
    ) async throws { try await process.syscall(.clock_nanosleep, clock, flags, time, Address.null) }

    /// Returns the resolution of a clock: `clock_getres(2)`.
    public func clock_getres(_ clock: CLOCK) async throws -> Timespec {
        try await process.syscall(.clock_getres, clock, Output<Timespec>())
    }
}

extension Timespec: CallResult {}
