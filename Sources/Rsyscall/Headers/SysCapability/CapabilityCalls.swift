extension SystemCalling where Self: ~Copyable {
    /// The capabilities of a process, written to `buffer`. See `capget(2)`.
    ///
    /// - Parameters:
    ///   - header: Whose.
    ///   - buffer: Where they go.
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError``; ``SyscallError``, with `ESRCH` where there is no such process; or
    ///   ``Hangup``; `buffer` is as it was.
    public func capget(
        _ header: borrowing some InitializedPointer<CapHeader> & ~Copyable,
        into buffer: inout Pointer<Capabilities>
    ) async throws -> ReadablePointer<Capabilities> {
        let task = self.task
        let address = try buffer.argumentForOne(task)
        try await task.withValue(header) { header in
            _ = try await task.syscall(.capget, scope: .thread, header, address)
        }
        return try buffer.takeOne()
    }

    /// The capabilities of a process; 0 means this one. See `capget(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `ESRCH` where there is no such process; or
    ///   ``Hangup``.
    public func capget(_ pid: ProcessID = ProcessID(0)) async throws -> Capabilities {
        var buffer = try await task.allocate(Capabilities.self)
        return try await capget(try await task.pointer(to: CapHeader(pid)), into: &buffer).read()
    }

    /// Sets the process's capabilities. See `capset(2)`.
    ///
    /// - Throws: ``PointerError``; ``SyscallError``, with `EPERM` where it would gain some or the header
    ///   means another process; or ``Hangup``.
    public func capset(
        _ header: borrowing some InitializedPointer<CapHeader> & ~Copyable,
        _ capabilities: borrowing some InitializedPointer<Capabilities> & ~Copyable
    ) async throws {
        let task = self.task
        try await task.withValue(header) { header in
            try await task.withValue(capabilities) { capabilities in
                _ = try await task.syscall(.capset, scope: .thread, header, capabilities)
            }
        }
    }

    /// Sets the process's capabilities. See `capset(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EPERM` where it would gain some; or
    ///   ``Hangup``.
    public func capset(_ capabilities: Capabilities) async throws {
        try await capset(
            try await task.pointer(to: CapHeader()), try await task.pointer(to: capabilities))
    }
}
