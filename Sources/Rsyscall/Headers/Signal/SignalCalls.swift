extension SystemCalling where Self: ~Copyable {
    /// Sets the action of a signal, if one is given, and returns the previous one: `sigaction(2)`.
    ///
    /// - Throws: `EINVAL` for an unknown signal or an action for ``SIG/kill`` or ``SIG/stop``, or ``Unsupported`` for a
    ///   handler in a child.
    @discardableResult
    public func sigaction(_ signal: SIG, _ action: SignalAction = .null) async throws -> Sigaction {
        try await process.syscall(.sigaction, signal, action, Output<Sigaction>(), Sigset.byteCount)
    }

    /// Sets the action of a signal, if one is given, and reads the previous one into `old`: `sigaction(2)`.
    public func sigaction(
        _ signal: SIG, _ action: SignalAction = .null, into old: inout Pointer<Sigaction>
    ) async throws -> ReadablePointer<Sigaction> {
        try await old.takeOne(
            after: process.syscall(.sigaction, signal, action, old.roomForOne, Sigset.byteCount))
    }

    /// Changes which signals are blocked, if `set` is given, and returns the previous ones: `sigprocmask(2)`.
    ///
    /// A child that serves calls must keep all signals blocked until it executes a program.
    ///
    /// - Throws: `EINVAL` for an unknown `how`.
    @discardableResult
    public func sigprocmask(
        _ how: SIG_HOW = .block, _ set: borrowing some ValueInput<Sigset> = .null
    ) async throws -> Sigset {
        try await process.syscall(.sigprocmask, how, set, Output<Sigset>(), Sigset.byteCount)
    }

    /// Changes which signals are blocked, if `set` is given, and reads the previous ones into `old`: `sigprocmask(2)`.
    public func sigprocmask(
        _ how: SIG_HOW = .block, _ set: borrowing some ValueInput<Sigset> = .null,
        into old: inout Pointer<Sigset>
    ) async throws -> ReadablePointer<Sigset> {
        try await old.takeOne(
            after: process.syscall(.sigprocmask, how, set, old.roomForOne, Sigset.byteCount))
    }

    /// Returns the signals that are blocked and pending: `sigpending(2)`.
    public func sigpending() async throws -> Sigset {
        try await process.syscall(.sigpending, Output<Sigset>(), Sigset.byteCount)
    }

    /// Waits for one of the signals, which the process must block, and returns what comes with it: `sigtimedwait(2)`.
    ///
    /// - Throws: `EAGAIN` if the time passes, `EINTR` if another signal is handled, or `EINVAL` for a negative timeout.
    public func sigtimedwait(
        _ set: borrowing some ValueInput<Sigset>, timeout: Timespec? = nil
    ) async throws -> Siginfo {
        let info: WholeOutput<Siginfo> = try await process.syscall(
            .sigtimedwait, set, Output<Siginfo>(), OptionalValue(timeout), Sigset.byteCount)
        return info.value
    }

    /// Blocks signals until the result unblocks them or is dropped: `sigprocmask(2)`.
    public func sigmask_block(_ set: Sigset) async throws -> SignalBlock {
        let before: Sigset = try await process.syscall(
            .sigprocmask, SIG_HOW.block, set, Output<Sigset>(), Sigset.byteCount)
        return SignalBlock(set.subtracting(before), of: process)
    }
}
