extension SystemCalling where Self: ~Copyable {
    /// The limits of a resource of a process, written to `buffer`. See `prlimit(2)`.
    ///
    /// - Parameters:
    ///   - pid: Whose; 0 means this one.
    ///   - resource: Which.
    ///   - buffer: Where they go.
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError``; ``SyscallError``, with `ESRCH` where there is no such process, `EPERM`
    ///   where it is another user's; or ``Hangup``; `buffer` is as it was.
    public func prlimit(
        _ pid: ProcessID, _ resource: RLIMIT, into buffer: inout Pointer<Rlimit>
    ) async throws -> ReadablePointer<Rlimit> {
        let address = try buffer.argumentForOne(task)
        try await task.syscall(.prlimit, pid, resource, Address.null, address)
        return try buffer.takeOne()
    }

    /// Sets the limits of a resource of a process. See `prlimit(2)`.
    ///
    /// - Parameters:
    ///   - pid: Whose; 0 means this one.
    ///   - resource: Which.
    ///   - limit: The limits.
    /// - Throws: ``PointerError``; ``SyscallError``, with `EPERM` where the hard limit would rise without
    ///   ``CAP/sys_resource``, `EINVAL` where the soft limit is above it, `ESRCH` where there is no such
    ///   process; or ``Hangup``.
    public func prlimit(
        _ pid: ProcessID, _ resource: RLIMIT, _ limit: borrowing some InitializedPointer<Rlimit> & ~Copyable
    ) async throws {
        let task = self.task
        try await task.withValue(limit) { limit in
            _ = try await task.syscall(.prlimit, pid, resource, limit, Address.null)
        }
    }

    /// Sets the limits of a resource of a process, and has those before written to `buffer`.
    ///
    /// See `prlimit(2)`.
    ///
    /// - Parameters:
    ///   - pid: Whose; 0 means this one.
    ///   - resource: Which.
    ///   - limit: The limits.
    ///   - buffer: Where those before go.
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError``; ``SyscallError``, with `EPERM` where the hard limit would rise without
    ///   ``CAP/sys_resource``, `EINVAL` where the soft limit is above it, `ESRCH` where there is no such
    ///   process; or ``Hangup``; `buffer` is as it was.
    public func prlimit(
        _ pid: ProcessID, _ resource: RLIMIT, _ limit: borrowing some InitializedPointer<Rlimit> & ~Copyable,
        into buffer: inout Pointer<Rlimit>
    ) async throws -> ReadablePointer<Rlimit> {
        let task = self.task
        let address = try buffer.argumentForOne(task)
        try await task.withValue(limit) { limit in
            _ = try await task.syscall(.prlimit, pid, resource, limit, address)
        }
        return try buffer.takeOne()
    }

    /// Sets the limits of a resource of a process, and gives those before. See `prlimit(2)`.
    ///
    /// - Parameters:
    ///   - pid: Whose; 0 means this one.
    ///   - resource: Which.
    ///   - limit: The limits.
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EPERM` where the hard limit would rise without
    ///   ``CAP/sys_resource``, `EINVAL` where the soft limit is above it, `ESRCH` where there is no such
    ///   process; or ``Hangup``.
    @discardableResult
    public func prlimit(_ pid: ProcessID, _ resource: RLIMIT, _ limit: Rlimit) async throws -> Rlimit {
        var buffer = try await task.allocate(Rlimit.self)
        return try await prlimit(pid, resource, try await task.pointer(to: limit), into: &buffer).read()
    }

    /// The limits of a resource, written to `buffer`. See `getrlimit(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError``, ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func getrlimit(
        _ resource: RLIMIT, into buffer: inout Pointer<Rlimit>
    ) async throws -> ReadablePointer<Rlimit> {
        try await prlimit(ProcessID(0), resource, into: &buffer)
    }

    /// The limits of a resource, of this process or another. See `getrlimit(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `ESRCH` where there is no such process; or
    ///   ``Hangup``.
    public func getrlimit(_ resource: RLIMIT, of pid: ProcessID = ProcessID(0)) async throws -> Rlimit {
        var buffer = try await task.allocate(Rlimit.self)
        return try await prlimit(pid, resource, into: &buffer).read()
    }

    /// Sets the limits of a resource. See `setrlimit(2)`.
    ///
    /// - Throws: ``PointerError``; ``SyscallError``, with `EPERM` where the hard limit would rise without
    ///   ``CAP/sys_resource``, `EINVAL` where the soft limit is above it; or ``Hangup``.
    public func setrlimit(
        _ resource: RLIMIT, _ limit: borrowing some InitializedPointer<Rlimit> & ~Copyable
    ) async throws {
        try await prlimit(ProcessID(0), resource, limit)
    }

    /// Sets the limits of a resource, of this process or another. See `setrlimit(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EPERM` where the hard limit would rise without
    ///   ``CAP/sys_resource``, `EINVAL` where the soft limit is above it; or ``Hangup``.
    public func setrlimit(
        _ resource: RLIMIT, _ limit: Rlimit, of pid: ProcessID = ProcessID(0)
    ) async throws {
        try await prlimit(pid, resource, try await task.pointer(to: limit))
    }
}
