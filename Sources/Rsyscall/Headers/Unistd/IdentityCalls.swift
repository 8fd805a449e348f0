extension SystemCalling where Self: ~Copyable {
    /// Returns the process's number in its own pid namespace: `getpid(2)`.
    @inlinable
    public func getpid() async throws -> ProcessID { try await process.syscall(.getpid) }

    /// Returns the number of the process's parent, or 0 if that is in another pid namespace: `getppid(2)`.
    @inlinable
    public func getppid() async throws -> ProcessID { try await process.syscall(.getppid) }

    /// Returns the number of the thread that makes thread-scoped calls; for a child, its own: `gettid(2)`.
    public func gettid() async throws -> ProcessID { try await process.syscall(.gettid) }

    /// Returns the real user: `getuid(2)`.
    @inlinable
    public func getuid() async throws -> Uid { try await process.syscall(.getuid) }

    /// Returns the effective user: `geteuid(2)`.
    @inlinable
    public func geteuid() async throws -> Uid { try await process.syscall(.geteuid) }

    /// Returns the real group: `getgid(2)`.
    @inlinable
    public func getgid() async throws -> Gid { try await process.syscall(.getgid) }

    /// Returns the effective group: `getegid(2)`.
    @inlinable
    public func getegid() async throws -> Gid { try await process.syscall(.getegid) }
}
