extension SystemCalling where Self: ~Copyable {
    /// Sets the supplementary groups. See `setgroups(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` where the process may not, as in a user namespace whose
    ///   `setgroups` file denies it, or ``Hangup``.
    public func setgroups(_ groups: borrowing some InitializedPointer<[Gid]> & ~Copyable) async throws {
        let count = groups.initializedByteCount / Gid.byteCount
        let task = self.task
        try await groups.withPinned(in: task.addressSpace) { address in
            _ = try await task.syscall(.setgroups, scope: .thread, count, address)
        }
    }

    /// Sets the supplementary groups. See `setgroups(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, with `EPERM` where the process may not, or
    ///   ``Hangup``.
    public func setgroups(_ groups: [Gid]) async throws {
        try await setgroups(try await task.pointer(to: groups))
    }
}
