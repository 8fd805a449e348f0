extension SystemCalling where Self: ~Copyable {
    /// Creates a descriptor of a timer, which is stopped: `timerfd_create(2)`.
    ///
    /// ``OwnedFileDescriptor/eventfd_read()`` waits for an expiration, and returns their number since the last read.
    ///
    /// - Throws: `EINVAL` if `clock` has no timers, or `EPERM` for an alarm clock without ``CAP/wake_alarm``.
    public func timerfd_create(
        _ clock: CLOCK, _ flags: TFD = [], closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.timerfd_create, clock, flags.closing(onExec: closeOnExec))
    }
}

extension OwnedFileDescriptor {
    /// Starts or stops the timer of the descriptor, and returns its previous setting: `timerfd_settime(2)`.
    ///
    /// The times are relative, also in what is returned, unless `flags` has ``TFD_TIMER/abstime``.
    ///
    /// - Throws: `EINVAL` for nanoseconds outside 0 to 999,999,999 or if the descriptor isn't a timer's, or
    ///   `ECANCELED` if the clock was set since the last time and ``TFD_TIMER/cancel_on_set`` asks for that.
    @discardableResult
    public func timerfd_settime(
        _ timer: borrowing some ValueInput<Itimerspec>, _ flags: TFD_TIMER = []
    ) async throws -> Itimerspec {
        try await process.syscall(.timerfd_settime, self, flags, timer, Output<Itimerspec>())
    }

    /// Starts or stops the timer of the descriptor, and reads its previous setting into `buffer`: `timerfd_settime(2)`.
    public func timerfd_settime(
        _ timer: borrowing some ValueInput<Itimerspec>, _ flags: TFD_TIMER = [],
        into buffer: inout Pointer<Itimerspec>
    ) async throws -> ReadablePointer<Itimerspec> {
        try await buffer.takeOne(
            after: process.syscall(.timerfd_settime, self, flags, timer, buffer.roomForOne))
    }

    /// Returns the time until the timer's next expiration, and its interval: `timerfd_gettime(2)`.
    ///
    /// - Throws: `EINVAL` if the descriptor isn't a timer's.
    public func timerfd_gettime() async throws -> Itimerspec {
        try await process.syscall(.timerfd_gettime, self, Output<Itimerspec>())
    }

    /// Reads the time until the timer's next expiration, and its interval, into `buffer`: `timerfd_gettime(2)`.
    public func timerfd_gettime(
        into buffer: inout Pointer<Itimerspec>
    ) async throws -> ReadablePointer<Itimerspec> {
        try await buffer.takeOne(after: process.syscall(.timerfd_gettime, self, buffer.roomForOne))
    }
}
