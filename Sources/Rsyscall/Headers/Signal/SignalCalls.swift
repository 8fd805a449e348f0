/// `struct sigaction` of the kernel: what a signal does; see `sigaction(2)`.
public struct Sigaction: KernelStruct, Hashable {
    /// `SIG_DFL`, `SIG_IGN`, or the address of a function in the process.
    public var handler: Address
    /// How it is handled.
    public var flags: SA
    /// What the kernel returns to after a handler.
    public var restorer: Address
    /// What is blocked meanwhile.
    public var mask: Sigset

    /// This action.
    public init(handler: Address, flags: SA = [], restorer: Address = .null, mask: Sigset = .empty) {
        self.handler = handler
        self.flags = flags
        self.restorer = restorer
        self.mask = mask
    }

    /// What the signal does by default.
    public static var `default`: Sigaction { Sigaction(handler: Address(0)) }
    /// Nothing.
    public static var ignore: Sigaction { Sigaction(handler: Address(1)) }

    /// The action that lies in memory like this.
    public init(layout: InlineArray<4, UInt64>) {
        self.init(
            handler: Address(UInt(layout[0])), flags: SA(rawValue: UInt(layout[1])),
            restorer: Address(UInt(layout[2])), mask: Sigset(layout: layout[3]))
    }

    /// How the action lies in memory.
    public var layout: InlineArray<4, UInt64> {
        [UInt64(handler.rawValue), UInt64(flags.rawValue), UInt64(restorer.rawValue), mask.layout]
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Sets what a signal does in the process, and gives what it did. See `sigaction(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    @discardableResult
    public func sigaction(_ signal: SIG, _ action: Sigaction) async throws -> Sigaction {
        let new = try await task.pointer(to: action)
        var old = try await task.allocate(Sigaction.self)
        let address = try old.memory.argument(for: task)
        try await task.syscall(
            .rt_sigaction, scope: .thread, signal, try new.memory.argument(for: task), address,
            Sigset.byteCount)
        return try await old.takeFilled(Sigaction.byteCount).read()
    }

    /// Changes which signals are blocked, and gives those that were. See `sigprocmask(2)`.
    ///
    /// A child that serves calls is to have all blocked until it executes a program.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    @discardableResult
    public func sigprocmask(_ how: SIG_HOW, _ set: Sigset) async throws -> Sigset {
        let new = try await task.pointer(to: set)
        var old = try await task.allocate(Sigset.self)
        let address = try old.memory.argument(for: task)
        try await task.syscall(
            .rt_sigprocmask, scope: .thread, how, try new.memory.argument(for: task), address,
            Sigset.byteCount)
        return try await old.takeFilled(Sigset.byteCount).read()
    }
}
