import CRsyscall

extension SystemCalling where Self: ~Copyable {
    /// Operates on the process, with numbers for arguments. See `prctl(2)`.
    ///
    /// - Returns: What the operation gives.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    @discardableResult
    public func prctl(
        _ option: PR, _ second: UInt = 0, _ third: UInt = 0, _ fourth: UInt = 0, _ fifth: UInt = 0
    ) async throws -> Int {
        try await task.syscall(.prctl, scope: .thread, option, second, third, fourth, fifth)
    }

    /// Operates on the process, and has a number written to `buffer`, as `PR_GET_PDEATHSIG`,
    /// `PR_GET_CHILD_SUBREAPER` and `PR_GET_TSC` do. See `prctl(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError``; ``SyscallError``, with `EINVAL` where the option writes no such number;
    ///   or ``Hangup``; `buffer` is as it was.
    public func prctl(
        _ option: PR, into buffer: inout Pointer<CInt>
    ) async throws -> ReadablePointer<CInt> {
        guard option.writesNumber else {
            throw SyscallError(
                errno: .invalidArgument, call: SYS.prctl.name, arguments: [option.description],
                process: task.pid)
        }
        let address = try buffer.argumentForOne(task)
        try await task.syscall(.prctl, scope: .thread, option, address)
        return try buffer.takeOne()
    }

    private func prctlNumber(_ option: PR) async throws -> CInt {
        var buffer = try await task.allocate(CInt.self)
        return try await prctl(option, into: &buffer).read()
    }

    /// Has `execve` give no privileges from here on. See `PR_SET_NO_NEW_PRIVS` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setNoNewPrivs() async throws {
        try await prctl(.set_no_new_privs, 1)
    }

    /// Whether `execve` gives no privileges. See `PR_GET_NO_NEW_PRIVS` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func getNoNewPrivs() async throws -> Bool {
        try await prctl(.get_no_new_privs) != 0
    }

    /// Whether descendants whose parents die become its children. See `PR_SET_CHILD_SUBREAPER` in
    /// `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setChildSubreaper(_ isSubreaper: Bool) async throws {
        try await prctl(.set_child_subreaper, isSubreaper ? 1 : 0)
    }

    /// Whether descendants whose parents die become its children. See `PR_GET_CHILD_SUBREAPER` in
    /// `prctl(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func getChildSubreaper() async throws -> Bool {
        try await prctlNumber(.get_child_subreaper) != 0
    }

    /// Has the process killed by this signal when its parent dies, or by none.
    ///
    /// See `PR_SET_PDEATHSIG` in `prctl(2)`. Children have `SIGKILL` from their start.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` where there is no such signal, or ``Hangup``.
    public func setParentDeathSignal(_ signal: SIG?) async throws {
        try await prctl(.set_pdeathsig, UInt(truncatingIfNeeded: signal?.rawValue ?? 0))
    }

    /// The signal that kills the process when its parent dies. See `PR_GET_PDEATHSIG` in `prctl(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func getParentDeathSignal() async throws -> SIG? {
        let signal = try await prctlNumber(.get_pdeathsig)
        return signal == 0 ? nil : SIG(rawValue: signal)
    }

    /// Names the thread; the kernel cuts the name after 15 bytes. See `PR_SET_NAME` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setName(_ name: borrowing some InitializedPointer<String> & ~Copyable) async throws {
        try await task.withString(name) { name in
            _ = try await task.syscall(.prctl, scope: .thread, PR.set_name, name)
        }
    }

    /// Names the thread; the kernel cuts the name after 15 bytes. See `PR_SET_NAME` in `prctl(2)`.
    ///
    /// - Throws: ``AllocationError``, ``MemoryEncodingError``, ``SyscallError``, or ``Hangup``.
    public func setName(_ name: String) async throws {
        try await setName(try await task.pointer(to: name))
    }

    /// The thread's name and null bytes, 16 bytes in all, written to `buffer`. See `PR_GET_NAME` in
    /// `prctl(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError`` where `buffer` is shorter; ``SyscallError``; or ``Hangup``; `buffer` is as
    ///   it was.
    public func getName(into buffer: inout Pointer<Bytes>) async throws -> ReadablePointer<Bytes> {
        try buffer.memory.checkRoom(Int(RSYSCALL_COMM_LENGTH))
        let address = try buffer.memory.argument(for: task)
        try await task.syscall(.prctl, scope: .thread, PR.get_name, address)
        return try buffer.takeFilled(Int(RSYSCALL_COMM_LENGTH))
    }

    /// The thread's name; what is not UTF-8 is replaced. See `PR_GET_NAME` in `prctl(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func getName() async throws -> String {
        var buffer = try await task.allocate(Bytes.self, count: Int(RSYSCALL_COMM_LENGTH))
        let bytes = try await getName(into: &buffer).read().array
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The seccomp mode of the process. See `PR_GET_SECCOMP` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func getSeccomp() async throws -> SECCOMP_MODE {
        SECCOMP_MODE(rawValue: UInt32(truncatingIfNeeded: try await prctl(.get_seccomp)))
    }

    /// Leaves the process only `read`, `write`, `_exit` and `sigreturn`; any other call kills it.
    ///
    /// A child that serves calls here needs others, and is killed. See `PR_SET_SECCOMP` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` where a filter is installed, or ``Hangup``.
    public func setSeccompStrict() async throws {
        try await prctl(.set_seccomp, UInt(SECCOMP_MODE.strict.rawValue))
    }

    /// Installs a filter for the system calls of the process. See `PR_SET_SECCOMP` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EACCES` without ``CAP/sys_admin`` or ``PR/set_no_new_privs``,
    ///   `EINVAL` where it is no filter, or ``Hangup``.
    public func setSeccomp(_ program: borrowing WrittenPointer<SockFprog>) async throws {
        let task = self.task
        try await program.withPinned(in: task.addressSpace) { address in
            _ = try await task.syscall(
                .prctl, scope: .thread, PR.set_seccomp, SECCOMP_MODE.filter, address)
        }
    }

    /// Installs a filter for the system calls of the process. See `PR_SET_SECCOMP` in `prctl(2)`.
    ///
    /// - Throws: ``AllocationError``, ``MemoryEncodingError``; ``SyscallError``, with `EACCES` without
    ///   ``CAP/sys_admin`` or ``PR/set_no_new_privs``, `EINVAL` where it is no filter; or ``Hangup``.
    public func setSeccomp(_ filter: [SockFilter]) async throws {
        let program = SockFprog(try await task.pointer(to: filter))
        try await setSeccomp(try await task.pointer(to: program))
    }
}
