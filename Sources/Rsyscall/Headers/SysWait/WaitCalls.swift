extension SystemCalling where Self: ~Copyable {
    /// Waits for a child of this process. See `waitid(2)`.
    ///
    /// It is for children that were not cloned through this library, which waits for its own.
    ///
    /// - Returns: What is told of the child, or `nil` where ``W/nohang`` was given and there was nothing.
    /// - Throws: ``SyscallError``, with `ECHILD` where there is no such child, or ``Hangup``.
    public func waitid(_ type: P, _ id: ProcessID, _ options: W) async throws -> Siginfo? {
        var buffer = try await task.allocate(Siginfo.self)
        let info = try await waitid(type, id, into: &buffer, options).read()
        return info.signo == 0 ? nil : info
    }

    /// Waits for a child of this process, and has what is told of it written to `buffer`.
    ///
    /// See `waitid(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func waitid(
        _ type: P, _ id: ProcessID, into buffer: inout Pointer<Siginfo>, _ options: W
    ) async throws -> ReadablePointer<Siginfo> {
        try buffer.memory.checkRoom(Siginfo.byteCount)
        let address = try buffer.memory.argument(for: task)
        let scope: SyscallScope = options.contains(.nohang) ? .thread : .waits
        try await task.syscall(.waitid, scope: scope, type, id, address, options, Address.null)
        return try buffer.takeFilled(Siginfo.byteCount)
    }
}
