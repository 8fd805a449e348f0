extension SystemCalling where Self: ~Copyable {
    /// Starts a session and a process group that the process leads, and returns the session: `setsid(2)`.
    ///
    /// - Throws: `EPERM` if the process leads a group already.
    @discardableResult
    public func setsid() async throws -> ProcessID { try await process.syscall(.setsid) }

    /// Returns the session of a process; 0 is the calling one: `getsid(2)`.
    public func getsid(_ pid: ProcessID = ProcessID(0)) async throws -> ProcessID {
        try await process.syscall(.getsid, pid)
    }

    /// Returns the process group of a process; 0 is the calling one: `getpgid(2)`.
    public func getpgid(_ pid: ProcessID = ProcessID(0)) async throws -> ProcessID {
        try await process.syscall(.getpgid, pid)
    }

    /// Moves the calling process or a child of it into a process group of the same session: `setpgid(2)`.
    ///
    /// The process 0 is the calling one, and the group 0 is the one that the process leads.
    ///
    /// - Throws: `ESRCH` for any other process, `EACCES` if the child has executed a program, or `EPERM` if
    ///   the group is in another session or the process leads a session.
    public func setpgid(_ pid: ProcessID = ProcessID(0), _ group: ProcessID = ProcessID(0)) async throws {
        try await process.syscall(.setpgid, pid, group)
    }
}
