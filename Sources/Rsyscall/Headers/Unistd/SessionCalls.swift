extension SystemCalling where Self: ~Copyable {
    /// Starts a session, and a process group, led by the process. See `setsid(2)`.
    ///
    /// - Returns: The number of the session.
    /// - Throws: ``SyscallError``, with `EPERM` where the process leads a group already, or ``Hangup``.
    @discardableResult
    public func setsid() async throws -> ProcessID {
        ProcessID(CInt(truncatingIfNeeded: try await task.syscall(.setsid, scope: .thread)))
    }

    /// The session of a process; 0 means this one. See `getsid(2)`.
    ///
    /// - Throws: ``SyscallError``, with `ESRCH` where there is no such process, or ``Hangup``.
    public func getsid(_ pid: ProcessID = ProcessID(0)) async throws -> ProcessID {
        ProcessID(CInt(truncatingIfNeeded: try await task.syscall(.getsid, pid)))
    }

    /// The process group of a process; 0 means this one. See `getpgid(2)`.
    ///
    /// - Throws: ``SyscallError``, with `ESRCH` where there is no such process, or ``Hangup``.
    public func getpgid(_ pid: ProcessID = ProcessID(0)) async throws -> ProcessID {
        ProcessID(CInt(truncatingIfNeeded: try await task.syscall(.getpgid, pid)))
    }

    /// Moves a process, 0 for this one, into a process group, 0 for one of its own. See `setpgid(2)`.
    ///
    /// - Throws: ``SyscallError``, with `ESRCH` where it is neither this process nor a child of it,
    ///   `EACCES` where the child has executed a program, `EPERM` where the group is of another session,
    ///   or ``Hangup``.
    public func setpgid(_ pid: ProcessID = ProcessID(0), _ group: ProcessID = ProcessID(0)) async throws {
        try await task.syscall(.setpgid, scope: .thread, pid, group)
    }
}
