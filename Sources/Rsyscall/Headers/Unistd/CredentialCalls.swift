extension SystemCalling where Self: ~Copyable {
    /// Sets the effective user, and with ``CAP/setuid`` the real and the saved one: `setuid(2)`.
    public func setuid(_ user: Uid) async throws { try await process.syscall(.setuid, user) }

    /// Sets the effective group, and with ``CAP/setgid`` the real and the saved one: `setgid(2)`.
    public func setgid(_ group: Gid) async throws { try await process.syscall(.setgid, group) }

    /// Sets the real and the effective user; `nil` leaves one as it is: `setreuid(2)`.
    public func setreuid(_ real: Uid?, _ effective: Uid?) async throws {
        try await process.syscall(.setreuid, real ?? .unchanged, effective ?? .unchanged)
    }

    /// Sets the real and the effective group; `nil` leaves one as it is: `setregid(2)`.
    public func setregid(_ real: Gid?, _ effective: Gid?) async throws {
        try await process.syscall(.setregid, real ?? .unchanged, effective ?? .unchanged)
    }

    /// Sets the real, the effective and the saved user; `nil` leaves one as it is: `setresuid(2)`.
    public func setresuid(_ real: Uid?, _ effective: Uid?, _ saved: Uid?) async throws {
        try await process.syscall(
            .setresuid, real ?? .unchanged, effective ?? .unchanged, saved ?? .unchanged)
    }

    /// Sets the real, the effective and the saved group; `nil` leaves one as it is: `setresgid(2)`.
    public func setresgid(_ real: Gid?, _ effective: Gid?, _ saved: Gid?) async throws {
        try await process.syscall(
            .setresgid, real ?? .unchanged, effective ?? .unchanged, saved ?? .unchanged)
    }

    /// Returns the real, the effective and the saved user: `getresuid(2)`.
    public func getresuid() async throws -> Resuid {
        try await process.syscall(.getresuid, Output<Resuid>(), OutputPart(offset: 4), OutputPart(offset: 8))
    }

    /// Reads the real, the effective and the saved user into `buffer`, which keeps the rest: `getresuid(2)`.
    public func getresuid(into buffer: inout Pointer<Resuid>) async throws -> ReadablePointer<Resuid> {
        try await buffer.takeOne(
            after: process.syscall(
                .getresuid, buffer.roomForOne, buffer.roomPart(offset: 4), buffer.roomPart(offset: 8)))
    }

    /// Returns the real, the effective and the saved group: `getresgid(2)`.
    public func getresgid() async throws -> Resgid {
        try await process.syscall(.getresgid, Output<Resgid>(), OutputPart(offset: 4), OutputPart(offset: 8))
    }

    /// Reads the real, the effective and the saved group into `buffer`, which keeps the rest: `getresgid(2)`.
    public func getresgid(into buffer: inout Pointer<Resgid>) async throws -> ReadablePointer<Resgid> {
        try await buffer.takeOne(
            after: process.syscall(
                .getresgid, buffer.roomForOne, buffer.roomPart(offset: 4), buffer.roomPart(offset: 8)))
    }

    /// Returns the supplementary groups: `getgroups(2)`.
    ///
    /// - Throws: `EINVAL` if groups are added between counting and reading them.
    public func getgroups() async throws -> [Gid] {
        let reported: Int = try await process.syscall(.getgroups, 0, Address.null)
        // With room for none the kernel would count them again. NGROUPS_MAX is 65536.
        let count = max(1, min(reported, 65536))
        let list: GroupList = try await process.syscall(
            .getgroups, count, Output<GroupList>(byteCount: count * Gid.byteCount))
        return list.groups
    }

    /// Reads the supplementary groups into `buffer`, which keeps the rest: `getgroups(2)`.
    ///
    /// - Throws: `EINVAL` if they do not all fit, or ``PointerError`` if there is no room for one.
    public func getgroups(into buffer: inout Pointer<[Gid]>) async throws -> ReadablePointer<[Gid]> {
        // With room for none the kernel returns their number, which does not fit either.
        let count: Int = try await process.syscall(
            .getgroups, buffer.size / Gid.byteCount, buffer.room)
        return try buffer.takeFilled(Gid.byteCount * min(count, Int(Int32.max)))
    }
}

extension Resuid: CallResult {}
extension Resgid: CallResult {}

extension Uid {
    /// `-1`, which the calls take for no change.
    static var unchanged: Uid { Uid(.max) }
}

extension Gid {
    /// `-1`, which the calls take for no change.
    static var unchanged: Gid { Gid(.max) }
}
