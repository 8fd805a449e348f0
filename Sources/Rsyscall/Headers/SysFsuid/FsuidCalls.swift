extension SystemCalling where Self: ~Copyable {
    /// Sets the user for checks of file permissions, and returns the previous one: `setfsuid(2)`.
    ///
    /// The kernel reports no error: without permission, nothing changes.
    @discardableResult
    public func setfsuid(_ user: Uid) async throws -> Uid { try await process.syscall(.setfsuid, user) }

    /// Sets the group for checks of file permissions, and returns the previous one: `setfsgid(2)`.
    ///
    /// The kernel reports no error: without permission, nothing changes.
    @discardableResult
    public func setfsgid(_ group: Gid) async throws -> Gid { try await process.syscall(.setfsgid, group) }
}
