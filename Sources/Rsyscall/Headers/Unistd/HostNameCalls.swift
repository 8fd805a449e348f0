extension SystemCalling where Self: ~Copyable {
    /// Sets the host name of the process's UTS namespace, at most 64 bytes. See `sethostname(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` without ``CAP/sys_admin`` there, `EINVAL` for too long a
    ///   name, or ``Hangup``.
    public func sethostname(_ name: borrowing some InitializedPointer<Bytes> & ~Copyable) async throws {
        try await task.setName(.sethostname, name)
    }

    /// Sets the host name of the process's UTS namespace, at most 64 bytes. See `sethostname(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, with `EPERM` without ``CAP/sys_admin`` there,
    ///   `EINVAL` for too long a name, or ``Hangup``.
    public func sethostname(_ name: String) async throws {
        try await sethostname(try await task.pointer(to: Bytes(name.utf8)))
    }

    /// Sets the NIS domain of the process's UTS namespace, at most 64 bytes. See `setdomainname(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` without ``CAP/sys_admin`` there, `EINVAL` for too long a
    ///   name, or ``Hangup``.
    public func setdomainname(_ name: borrowing some InitializedPointer<Bytes> & ~Copyable) async throws {
        try await task.setName(.setdomainname, name)
    }

    /// Sets the NIS domain of the process's UTS namespace, at most 64 bytes. See `setdomainname(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, with `EPERM` without ``CAP/sys_admin`` there,
    ///   `EINVAL` for too long a name, or ``Hangup``.
    public func setdomainname(_ name: String) async throws {
        try await setdomainname(try await task.pointer(to: Bytes(name.utf8)))
    }
}

extension KernelTask {
    fileprivate func setName(
        _ call: SYS, _ name: borrowing some InitializedPointer<Bytes> & ~Copyable
    ) async throws {
        let count = name.initializedByteCount
        let known = name.knownValue
        try await name.withPinned(in: addressSpace) { address in
            _ = try await syscall(call, scope: .thread, ValueArgument(address, known), count)
        }
    }
}
