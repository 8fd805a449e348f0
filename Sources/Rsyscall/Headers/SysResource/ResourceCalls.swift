/// The limits of a resource; see `getrlimit(2)`.
public struct Rlimit: KernelStruct, Hashable {
    /// What is enforced.
    public var soft: UInt64
    /// How far the soft limit can be raised.
    public var hard: UInt64

    /// No limit.
    public static var infinity: UInt64 { ~0 }

    /// These limits.
    public init(soft: UInt64, hard: UInt64) {
        self.soft = soft
        self.hard = hard
    }

    /// The limits that lie in memory like this.
    public init(layout: InlineArray<2, UInt64>) {
        self.init(soft: layout[0], hard: layout[1])
    }

    /// How the limits lie in memory.
    public var layout: InlineArray<2, UInt64> { [soft, hard] }
}

extension SystemCalling where Self: ~Copyable {
    /// The limits of a resource, of this process or another. See `prlimit(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func getrlimit(_ resource: RLIMIT, of pid: ProcessID = ProcessID(0)) async throws -> Rlimit {
        var buffer = try await task.allocate(Rlimit.self)
        let address = try buffer.memory.argument(for: task)
        try await task.syscall(.prlimit64, scope: .process, pid, resource, Address.null, address)
        return try await buffer.takeFilled(Rlimit.byteCount).read()
    }

    /// Sets the limits of a resource, of this process or another. See `prlimit(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setrlimit(
        _ resource: RLIMIT, _ limit: Rlimit, of pid: ProcessID = ProcessID(0)
    ) async throws {
        let pointer = try await task.pointer(to: limit)
        let address = try pointer.memory.argument(for: task)
        try await task.syscall(.prlimit64, scope: .process, pid, resource, address, Address.null)
    }
}
