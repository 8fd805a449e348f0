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

    /// Returns the resolution of a clock: `clock_getres(2)`.
    public func clock_getres(_ clock: CLOCK) async throws -> Timespec {
        try await process.syscall(.clock_getres, clock, Output<Timespec>())
    }
}

extension Timespec: CallResult {}
