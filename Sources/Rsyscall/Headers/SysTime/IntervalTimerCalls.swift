extension SystemCalling where Self: ~Copyable {
    /// Starts or stops a timer that signals the process, and returns its previous setting: `setitimer(2)`.
    ///
    /// A timer survives `execve`, so that one that is set in a child limits the time of the program.
    ///
    /// - Throws: `EINVAL` for an unknown timer, or for microseconds outside 0 to 999,999.
    @discardableResult
    public func setitimer(
        _ which: ITIMER, _ timer: borrowing some ValueInput<Itimerval>
    ) async throws -> Itimerval { try await process.syscall(.setitimer, which, timer, Output<Itimerval>()) }

    /// Returns the time until a timer's next signal, and its interval: `getitimer(2)`.
    ///
    /// - Throws: `EINVAL` for an unknown timer.
    public func getitimer(_ which: ITIMER) async throws -> Itimerval {
        try await process.syscall(.getitimer, which, Output<Itimerval>())
    }

    /// Reads the time until a timer's next signal, and its interval, into `buffer`: `getitimer(2)`.
    public func getitimer(
        _ which: ITIMER, into buffer: inout Pointer<Itimerval>
    ) async throws -> ReadablePointer<Itimerval> {
        try await buffer.takeOne(after: process.syscall(.getitimer, which, buffer.roomForOne))
    }
}

extension Itimerval: CallResult {}
