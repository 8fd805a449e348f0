extension SystemCalling where Self: ~Copyable {
    /// The process's number in its own pid namespace. See `getpid(2)`.
    ///
    /// - Throws: ``Hangup``.
    @inlinable
    public func getpid() async throws -> ProcessID {
        ProcessID(CInt(truncatingIfNeeded: try await task.syscall(.getpid)))
    }

    /// The number of the process's parent, 0 where that is in another pid namespace. See `getppid(2)`.
    ///
    /// - Throws: ``Hangup``.
    @inlinable
    public func getppid() async throws -> ProcessID {
        ProcessID(CInt(truncatingIfNeeded: try await task.syscall(.getppid)))
    }

    /// The number of the thread that makes the calls of one's thread, and of a child the child's own.
    ///
    /// See `gettid(2)`.
    ///
    /// - Throws: ``Hangup``.
    public func gettid() async throws -> ProcessID {
        ProcessID(CInt(truncatingIfNeeded: try await task.syscall(.gettid, scope: .thread)))
    }

    /// The real user. See `getuid(2)`.
    ///
    /// - Throws: ``Hangup``.
    @inlinable
    public func getuid() async throws -> Uid {
        Uid(UInt32(truncatingIfNeeded: try await task.syscall(.getuid)))
    }

    /// The effective user. See `geteuid(2)`.
    ///
    /// - Throws: ``Hangup``.
    @inlinable
    public func geteuid() async throws -> Uid {
        Uid(UInt32(truncatingIfNeeded: try await task.syscall(.geteuid)))
    }

    /// The real group. See `getgid(2)`.
    ///
    /// - Throws: ``Hangup``.
    @inlinable
    public func getgid() async throws -> Gid {
        Gid(UInt32(truncatingIfNeeded: try await task.syscall(.getgid)))
    }

    /// The effective group. See `getegid(2)`.
    ///
    /// - Throws: ``Hangup``.
    @inlinable
    public func getegid() async throws -> Gid {
        Gid(UInt32(truncatingIfNeeded: try await task.syscall(.getegid)))
    }
}
