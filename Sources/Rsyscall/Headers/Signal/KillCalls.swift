extension SystemCalling where Self: ~Copyable {
    /// Sends a signal to a process, or with `nil` checks whether one could be sent: `kill(2)`.
    ///
    /// `pid` can also be the negated number of a process group, 0 for the caller's group, or -1 for every
    /// other process that the caller may signal, except 1.
    ///
    /// - Throws: `ESRCH` if no such process or group exists, or `EPERM` for another user's process without ``CAP/kill``.
    public func kill(_ pid: ProcessID, _ signal: SIG?) async throws {
        try await process.syscall(.kill, pid, signal ?? .absent)
    }

    /// Sends a signal to a thread of a process, or with `nil` checks whether one could be sent: `tgkill(2)`.
    ///
    /// - Throws: `ESRCH` if no such thread exists, or `EPERM` for another user's process without ``CAP/kill``.
    public func tgkill(_ pid: ProcessID, _ thread: ProcessID, _ signal: SIG?) async throws {
        try await process.syscall(.tgkill, pid, thread, signal ?? .absent)
    }
}

extension SIG {
    /// `0`, which is no signal.
    static var absent: SIG { SIG(rawValue: 0) }
}
