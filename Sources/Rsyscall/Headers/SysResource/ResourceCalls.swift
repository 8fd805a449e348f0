extension SystemCalling where Self: ~Copyable {
    /// Sets a resource's limits for a process, or this one if `pid` is 0, and returns the old ones: `prlimit(2)`.
    ///
    /// - Throws: `EPERM` if the hard limit would rise without ``CAP/sys_resource`` or the process is another user's, or
    ///   `EINVAL` if the soft limit is above the hard limit.
    @discardableResult
    public func prlimit(
        _ pid: ProcessID, _ resource: RLIMIT, _ limit: borrowing some ValueInput<Rlimit>
    ) async throws -> Rlimit { try await process.syscall(.prlimit, pid, resource, limit, Output<Rlimit>()) }

    /// Sets the limits of a resource, if any are given, and reads those before into `buffer`: `prlimit(2)`.
    public func prlimit(
        _ pid: ProcessID, _ resource: RLIMIT, _ limit: borrowing some ValueInput<Rlimit> = .null,
        into buffer: inout Pointer<Rlimit>
    ) async throws -> ReadablePointer<Rlimit> {
        try await buffer.takeOne(after: process.syscall(.prlimit, pid, resource, limit, buffer.roomForOne))
    }

    /// Returns the limits of a resource for this process or, with the errors of `prlimit`, another: `getrlimit(2)`.
    public func getrlimit(_ resource: RLIMIT, of pid: ProcessID = ProcessID(0)) async throws -> Rlimit {
        try await process.syscall(.prlimit, pid, resource, Address.null, Output<Rlimit>())
    }

    /// Reads the limits of a resource into `buffer`, which keeps the rest: `getrlimit(2)`.
    public func getrlimit(
        _ resource: RLIMIT, into buffer: inout Pointer<Rlimit>
    ) async throws -> ReadablePointer<Rlimit> {
        try await buffer.takeOne(
            after: process.syscall(.prlimit, 0, resource, Address.null, buffer.roomForOne))
    }

    /// Sets the limits of a resource for this process or another, with the errors of `prlimit`: `setrlimit(2)`.
    public func setrlimit(
        _ resource: RLIMIT, _ limit: borrowing some ValueInput<Rlimit>, of pid: ProcessID = ProcessID(0)
    ) async throws { try await process.syscall(.prlimit, pid, resource, limit, Address.null) }

    /// Returns what the process, or what its children that were waited for, have used: `getrusage(2)`.
    public func getrusage(_ who: RUSAGE = .own) async throws -> Rusage {
        try await process.syscall(.getrusage, who, Output<Rusage>())
    }

    /// Reads what the process or its children have used into `buffer`, which keeps the rest: `getrusage(2)`.
    public func getrusage(
        _ who: RUSAGE = .own, into buffer: inout Pointer<Rusage>
    ) async throws -> ReadablePointer<Rusage> {
        try await buffer.takeOne(after: process.syscall(.getrusage, who, buffer.roomForOne))
    }
}

extension Rlimit: CallResult {}
extension Rusage: CallResult {}
