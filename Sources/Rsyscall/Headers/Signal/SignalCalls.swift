extension SystemCalling where Self: ~Copyable {
    /// What a signal does in the process, written to `old`. See `sigaction(2)`.
    ///
    /// - Returns: The part of `old` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError``; ``SyscallError``, with `EINVAL` where there is no such signal; or
    ///   ``Hangup``; `old` is as it was.
    public func sigaction(
        _ signal: SIG, into old: inout Pointer<Sigaction>
    ) async throws -> ReadablePointer<Sigaction> {
        let address = try old.argumentForOne(task)
        try await task.syscall(
            .sigaction, scope: .thread, signal, Address.null, address, Sigset.byteCount)
        return try old.takeOne()
    }

    /// Sets what a signal does in the process, and has what it did written to `old`. See `sigaction(2)`.
    ///
    /// - Returns: The part of `old` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError``; ``SyscallError``, with `EINVAL` where there is no such signal, or it is
    ///   ``SIG/kill`` or ``SIG/stop``; or ``Hangup``; `old` is as it was.
    public func sigaction(
        _ signal: SIG, _ action: borrowing some InitializedPointer<Sigaction> & ~Copyable,
        into old: inout Pointer<Sigaction>
    ) async throws -> ReadablePointer<Sigaction> {
        let task = self.task
        let address = try old.argumentForOne(task)
        try await task.withValue(action) { action in
            _ = try await task.syscall(
                .sigaction, scope: .thread, signal, action, address, Sigset.byteCount)
        }
        return try old.takeOne()
    }

    /// What a signal does in the process. See `sigaction(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EINVAL` where there is no such signal; or
    ///   ``Hangup``.
    public func sigaction(_ signal: SIG) async throws -> Sigaction {
        var old = try await task.allocate(Sigaction.self)
        return try await sigaction(signal, into: &old).read()
    }

    /// Sets what a signal does in the process, and gives what it did. See `sigaction(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EINVAL` where there is no such signal, or it
    ///   is ``SIG/kill`` or ``SIG/stop``; or ``Hangup``.
    @discardableResult
    public func sigaction(_ signal: SIG, _ action: Sigaction) async throws -> Sigaction {
        var old = try await task.allocate(Sigaction.self)
        return try await sigaction(signal, try await task.pointer(to: action), into: &old).read()
    }

    /// Which signals are blocked, written to `old`. See `sigprocmask(2)`.
    ///
    /// - Returns: The part of `old` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError``, ``SyscallError``, or ``Hangup``; `old` is as it was.
    public func sigprocmask(into old: inout Pointer<Sigset>) async throws -> ReadablePointer<Sigset> {
        let address = try old.argumentForOne(task)
        // Without a set to change it by, the kernel does not look at how.
        try await task.syscall(
            .sigprocmask, scope: .thread, SIG_HOW.block, Address.null, address, Sigset.byteCount)
        return try old.takeOne()
    }

    /// Changes which signals are blocked, and has those that were written to `old`. See `sigprocmask(2)`.
    ///
    /// A child that serves calls is to have all blocked until it executes a program.
    ///
    /// - Returns: The part of `old` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError``; ``SyscallError``, with `EINVAL` for an unknown `how`; or ``Hangup``;
    ///   `old` is as it was.
    public func sigprocmask(
        _ how: SIG_HOW, _ set: borrowing some InitializedPointer<Sigset> & ~Copyable,
        into old: inout Pointer<Sigset>
    ) async throws -> ReadablePointer<Sigset> {
        let task = self.task
        let address = try old.argumentForOne(task)
        try await task.withValue(set) { set in
            _ = try await task.syscall(
                .sigprocmask, scope: .thread, how, set, address, Sigset.byteCount)
        }
        return try old.takeOne()
    }

    /// Which signals are blocked. See `sigprocmask(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func sigprocmask() async throws -> Sigset {
        var old = try await task.allocate(Sigset.self)
        return try await sigprocmask(into: &old).read()
    }

    /// Changes which signals are blocked, and gives those that were. See `sigprocmask(2)`.
    ///
    /// A child that serves calls is to have all blocked until it executes a program.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EINVAL` for an unknown `how`; or ``Hangup``.
    @discardableResult
    public func sigprocmask(_ how: SIG_HOW, _ set: Sigset) async throws -> Sigset {
        var old = try await task.allocate(Sigset.self)
        return try await sigprocmask(how, try await task.pointer(to: set), into: &old).read()
    }

    /// Blocks signals until that is undone. See `sigprocmask(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func sigmask_block(_ set: Sigset) async throws -> SignalBlock {
        let before = try await sigprocmask(.block, set)
        return SignalBlock(set.subtracting(before), of: task)
    }
}
