extension SystemCalling where Self: ~Copyable {
    /// Creates a descriptor from which the signals of `set` are read: `signalfd(2)`.
    ///
    /// A read returns the signals that are pending for the reading process, which must block them; see
    /// ``sigprocmask(_:_:)``. A child therefore reads its own signals.
    public func signalfd(
        _ set: borrowing some ValueInput<Sigset>, _ flags: SFD = [], closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(
            .signalfd4, FileDescriptorNumber(-1), set, Sigset.byteCount, flags.closing(onExec: closeOnExec))
    }
}

extension OwnedFileDescriptor {
    /// Changes which signals are read from a signalfd: `signalfd(2)`.
    ///
    /// - Throws: `EINVAL` if the descriptor isn't a signalfd.
    public func signalfd(changingTo set: borrowing some ValueInput<Sigset>) async throws {
        try await process.syscall(.signalfd4, self, set, Sigset.byteCount, SFD())
    }

    /// Reads at most `count` signals from a signalfd, and waits for the first: `signalfd(2)`.
    ///
    /// - Throws: `EAGAIN` if it would wait and is nonblocking, or `EINVAL` if `count` is 0.
    public func readSignals(upTo count: Int = 1) async throws -> [SignalfdSiginfo] {
        let room = try [SignalfdSiginfo].byteCount(of: count)
        let signals: Returned<[SignalfdSiginfo]> = try await process.syscall(
            .read, self, Output<[SignalfdSiginfo]>(byteCount: room), room)
        return signals.value
    }
}
