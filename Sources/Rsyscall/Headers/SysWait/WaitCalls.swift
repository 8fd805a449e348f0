extension SystemCalling where Self: ~Copyable {
    /// Waits for a child of this process, and has what is told of it written to `buffer`.
    ///
    /// Of no child, where ``WaitOptions/nohang`` was given and there was nothing, the signal told is 0. Children that
    /// were cloned through this library are waited for by it. See `waitid(2)`.
    ///
    /// - Parameters:
    ///   - type: Which kind of number `id` is.
    ///   - id: Which child, or group; nobody looks at it with ``IDType/all``.
    ///   - buffer: Where it goes.
    ///   - options: What is waited for.
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError``; ``SyscallError``, with `ECHILD` where there is no such child, `EINVAL`
    ///   where `options` wait for nothing; or ``Hangup``; `buffer` is as it was.
    public func waitid(
        _ type: IDType, _ id: ProcessID = ProcessID(0), into buffer: inout Pointer<Siginfo>,
        _ options: WaitOptions
    ) async throws -> ReadablePointer<Siginfo> {
        let address = try buffer.argumentForOne(task)
        try await task.syscall(.waitid, scope: options.scope, type, id, address, options, Address.null)
        return try buffer.takeOne()
    }

    /// Waits for a child of this process. See `waitid(2)`.
    ///
    /// Children that were cloned through this library are waited for by it.
    ///
    /// - Parameters:
    ///   - type: Which kind of number `id` is.
    ///   - id: Which child, or group; nobody looks at it with ``IDType/all``.
    ///   - options: What is waited for.
    /// - Returns: What is told of the child, or `nil` where ``WaitOptions/nohang`` was given and there was nothing.
    /// - Throws: ``AllocationError``; ``SyscallError``, with `ECHILD` where there is no such child, `EINVAL`
    ///   where `options` wait for nothing; or ``Hangup``.
    public func waitid(
        _ type: IDType, _ id: ProcessID, _ options: WaitOptions
    ) async throws -> Siginfo? {
        var buffer = try await task.allocate(Siginfo.self)
        let info = try await waitid(type, id, into: &buffer, options).read()
        return info.signo == 0 ? nil : info
    }

    /// Waits for the child that `pidfd` refers to, and has what is told of it written to `buffer`.
    ///
    /// See ``IDType/pidfd`` in `waitid(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``DescriptorTableMismatch``, ``PointerError``; ``SyscallError``, with `ECHILD` where it is
    ///   no child; or ``Hangup``; `buffer` is as it was.
    public func waitid(
        _ pidfd: borrowing OwnedFileDescriptor, into buffer: inout Pointer<Siginfo>, _ options: WaitOptions
    ) async throws -> ReadablePointer<Siginfo> {
        let number = try pidfd.number(in: task)
        let address = try buffer.argumentForOne(task)
        try await task.syscall(
            .waitid, scope: options.scope, IDType.pidfd, number, address, options, Address.null)
        return try buffer.takeOne()
    }

    /// Waits for the child that `pidfd` refers to. See ``IDType/pidfd`` in `waitid(2)`.
    ///
    /// - Returns: What is told of the child, or `nil` where ``WaitOptions/nohang`` was given and there was nothing.
    /// - Throws: ``AllocationError``, ``DescriptorTableMismatch``; ``SyscallError``, with `ECHILD` where it
    ///   is no child; or ``Hangup``.
    public func waitid(
        _ pidfd: borrowing OwnedFileDescriptor, _ options: WaitOptions
    ) async throws -> Siginfo? {
        var buffer = try await task.allocate(Siginfo.self)
        let info = try await waitid(pidfd, into: &buffer, options).read()
        return info.signo == 0 ? nil : info
    }
}

extension WaitOptions {
    fileprivate var scope: SyscallScope { contains(.nohang) ? .thread : .waits }
}
