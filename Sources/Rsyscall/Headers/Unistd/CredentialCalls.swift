extension SystemCalling where Self: ~Copyable {
    /// Sets the effective user, and with privilege the real and the saved one. See `setuid(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` where the process may not become that user, or ``Hangup``.
    public func setuid(_ user: Uid) async throws {
        try await task.syscall(.setuid, scope: .thread, user)
    }

    /// Sets the effective group, and with privilege the real and the saved one. See `setgid(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` where the process may not take that group, or ``Hangup``.
    public func setgid(_ group: Gid) async throws {
        try await task.syscall(.setgid, scope: .thread, group)
    }

    /// Sets the real and the effective user; `nil` leaves one as it is. See `setreuid(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` where the process may not become that user, or ``Hangup``.
    public func setreuid(_ real: Uid?, _ effective: Uid?) async throws {
        try await task.syscall(.setreuid, scope: .thread, real ?? .unchanged, effective ?? .unchanged)
    }

    /// Sets the real and the effective group; `nil` leaves one as it is. See `setregid(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` where the process may not take that group, or ``Hangup``.
    public func setregid(_ real: Gid?, _ effective: Gid?) async throws {
        try await task.syscall(.setregid, scope: .thread, real ?? .unchanged, effective ?? .unchanged)
    }

    /// Sets the real, the effective and the saved user; `nil` leaves one as it is. See `setresuid(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` where the process may not become that user, or ``Hangup``.
    public func setresuid(_ real: Uid?, _ effective: Uid?, _ saved: Uid?) async throws {
        try await task.syscall(
            .setresuid, scope: .thread, real ?? .unchanged, effective ?? .unchanged, saved ?? .unchanged)
    }

    /// Sets the real, the effective and the saved group; `nil` leaves one as it is. See `setresgid(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` where the process may not take that group, or ``Hangup``.
    public func setresgid(_ real: Gid?, _ effective: Gid?, _ saved: Gid?) async throws {
        try await task.syscall(
            .setresgid, scope: .thread, real ?? .unchanged, effective ?? .unchanged, saved ?? .unchanged)
    }

    /// The real, the effective and the saved user, written to `buffer`. See `getresuid(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError``, ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func getresuid(into buffer: inout Pointer<Resuid>) async throws -> ReadablePointer<Resuid> {
        let (real, effective, saved) = try buffer.argumentForOne(task).three()
        try await task.syscall(.getresuid, scope: .thread, real, effective, saved)
        return try buffer.takeOne()
    }

    /// The real, the effective and the saved user. See `getresuid(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func getresuid() async throws -> Resuid {
        var buffer = try await task.allocate(Resuid.self)
        return try await getresuid(into: &buffer).read()
    }

    /// The real, the effective and the saved group, written to `buffer`. See `getresgid(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``PointerError``, ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func getresgid(into buffer: inout Pointer<Resgid>) async throws -> ReadablePointer<Resgid> {
        let (real, effective, saved) = try buffer.argumentForOne(task).three()
        try await task.syscall(.getresgid, scope: .thread, real, effective, saved)
        return try buffer.takeOne()
    }

    /// The real, the effective and the saved group. See `getresgid(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func getresgid() async throws -> Resgid {
        var buffer = try await task.allocate(Resgid.self)
        return try await getresgid(into: &buffer).read()
    }

    /// The supplementary groups, written to `buffer`. See `getgroups(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``SyscallError``, with `EINVAL` where they do not all fit, ``PointerError`` where the
    ///   buffer has no room for one, or ``Hangup``; `buffer` is as it was.
    public func getgroups(into buffer: inout Pointer<[Gid]>) async throws -> ReadablePointer<[Gid]> {
        // With room for none the kernel only counts.
        try buffer.memory.checkRoom(Gid.byteCount)
        let room = buffer.size / Gid.byteCount
        let address = try buffer.memory.argument(for: task)
        let count = try await task.syscall(.getgroups, scope: .thread, room, address)
        guard count <= room else {
            throw PointerError.valueTooLong(byteCount: count, size: buffer.size)
        }
        return try buffer.takeFilled(count * Gid.byteCount)
    }

    /// The supplementary groups. See `getgroups(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func getgroups() async throws -> [Gid] {
        let count = try await task.syscall(.getgroups, scope: .thread, 0, Address.null)
        guard count > 0 else { return [] }
        var buffer = try await task.allocate([Gid].self, count: count)
        return try await getgroups(into: &buffer).read()
    }
}

extension MemoryArgument {
    /// The addresses of three numbers, one after another.
    fileprivate func three() -> (MemoryArgument, MemoryArgument, MemoryArgument) {
        let size = UInt(Uid.byteCount)
        return (
            self, MemoryArgument(register: register + size), MemoryArgument(register: register + 2 * size)
        )
    }
}

extension Uid {
    /// `-1`, which the calls take for no change.
    fileprivate static var unchanged: Uid { Uid(.max) }
}

extension Gid {
    /// `-1`, which the calls take for no change.
    fileprivate static var unchanged: Gid { Gid(.max) }
}
