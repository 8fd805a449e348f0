extension PathBase where Self: ~Copyable {
    /// Sets the owner and the group of the file at `path`; `nil` leaves one as it is: `fchownat(2)`.
    ///
    /// - Throws: `EPERM` without ``CAP/chown``, unless the owner chooses one of the process's groups.
    public func fchownat(
        _ path: borrowing some PathInput, _ owner: Uid?, _ group: Gid?, _ flags: AT = []
    ) async throws {
        try await process.syscall(.fchownat, self, path, owner ?? .unchanged, group ?? .unchanged, flags)
    }
}

extension OwnedFileDescriptor {
    /// Sets the owner and the group of the open file; `nil` leaves one as it is: `fchown(2)`.
    public func fchown(_ owner: Uid?, _ group: Gid?) async throws {
        try await process.syscall(.fchown, self, owner ?? .unchanged, group ?? .unchanged)
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Sets the owner and the group of the file at `path`; `nil` leaves one as it is: `chown(2)`.
    public func chown(_ path: borrowing some PathInput, _ owner: Uid?, _ group: Gid?) async throws {
        try await process.syscall(.fchownat, self, path, owner ?? .unchanged, group ?? .unchanged, AT())
    }

    /// Sets the owner and the group of the file or symbolic link at `path`; `nil` leaves one as it is: `lchown(2)`.
    public func lchown(_ path: borrowing some PathInput, _ owner: Uid?, _ group: Gid?) async throws {
        try await process.syscall(
            .fchownat, self, path, owner ?? .unchanged, group ?? .unchanged, AT.symlink_nofollow)
    }
}
