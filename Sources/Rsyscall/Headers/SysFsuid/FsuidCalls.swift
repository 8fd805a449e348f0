extension SystemCalling where Self: ~Copyable {
    /// Sets the user whose permissions hold for files, and gives the one before.
    ///
    /// The kernel tells no failure: where the process may not, nothing changes. See `setfsuid(2)`.
    ///
    /// - Throws: ``Hangup``.
    @discardableResult
    public func setfsuid(_ user: Uid) async throws -> Uid {
        Uid(UInt32(truncatingIfNeeded: try await task.syscall(.setfsuid, scope: .thread, user)))
    }

    /// Sets the group whose permissions hold for files, and gives the one before.
    ///
    /// The kernel tells no failure: where the process may not, nothing changes. See `setfsgid(2)`.
    ///
    /// - Throws: ``Hangup``.
    @discardableResult
    public func setfsgid(_ group: Gid) async throws -> Gid {
        Gid(UInt32(truncatingIfNeeded: try await task.syscall(.setfsgid, scope: .thread, group)))
    }
}
