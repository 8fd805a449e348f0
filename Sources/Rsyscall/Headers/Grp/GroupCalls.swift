extension SystemCalling where Self: ~Copyable {
    /// Sets the supplementary groups: `setgroups(2)`.
    ///
    /// - Throws: `EPERM` without ``CAP/setgid``, or in a user namespace that denies it.
    public func setgroups(_ groups: borrowing some ValueInput<[Gid]>) async throws {
        try await process.syscall(.setgroups, groups.byteCount(for: process) / Gid.byteCount, groups)
    }
}
