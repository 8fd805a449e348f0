extension SystemCalling where Self: ~Copyable {
    /// The names of the system, written to `buffer`. See `uname(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func uname(into buffer: inout Pointer<Utsname>) async throws -> ReadablePointer<Utsname> {
        try buffer.memory.checkRoom(Utsname.byteCount)
        try await task.syscall(.uname, try buffer.memory.argument(for: task))
        return try buffer.takeFilled(Utsname.byteCount)
    }

    /// The names of the system. See `uname(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func uname() async throws -> Utsname {
        var buffer = try await task.allocate(Utsname.self)
        return try await uname(into: &buffer).read()
    }
}
