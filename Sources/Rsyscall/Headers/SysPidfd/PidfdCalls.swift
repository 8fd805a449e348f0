extension SystemCalling where Self: ~Copyable {
    /// Opens a pidfd of the process with a number: `pidfd_open(2)`.
    ///
    /// It is readable once the process has ended. The number is one of the caller's pid namespace, and may be reused once
    /// the process was waited for; for a child that was made here, ``pidfd_open(_:)`` always opens the right one.
    ///
    /// - Throws: `EINVAL` if the number isn't positive, or is a thread's without ``PIDFD/thread``.
    public func pidfd_open(_ pid: ProcessID, _ flags: PIDFD = []) async throws -> OwnedFileDescriptor {
        try await process.syscall(.pidfd_open, pid, flags)
    }
}

extension OwnedFileDescriptor {
    /// Duplicates a descriptor of the process that this pidfd refers to: `pidfd_getfd(2)`.
    ///
    /// `number` is one in that process's table, which isn't checked here.
    ///
    /// - Throws: `EBADF` if it isn't open, `EPERM` without permission to trace the process, or `ESRCH` if it has ended.
    public func pidfd_getfd(_ number: FileDescriptorNumber) async throws -> OwnedFileDescriptor {
        try await process.syscall(.pidfd_getfd, self, number, 0)
    }

    /// Signals the process that this pidfd refers to, or with `nil` checks whether it could be: `pidfd_send_signal(2)`.
    ///
    /// It never signals a process that has taken over the number.
    ///
    /// - Throws: `ESRCH` if the process has ended and was waited for, `EPERM` without ``CAP/kill``, or `EINVAL` if it is
    ///   in no pid namespace of the caller or if the kernel doesn't know `flags`.
    public func pidfd_send_signal(_ signal: SIG?, _ flags: PIDFD_SIGNAL = []) async throws {
        try await process.syscall(.pidfd_send_signal, self, signal ?? .absent, Address.null, flags)
    }
}
