public import SystemPackage

extension PathBase where Self: ~Copyable {
    /// Removes the name at `path`, or with ``AT/removedir`` the empty directory: `unlinkat(2)`.
    public func unlinkat(_ path: borrowing some PathInput, _ flags: AT = []) async throws {
        try await process.syscall(.unlinkat, self, path, flags)
    }

    /// Creates a hard link at `newPath` to the file at `path`, both relative to this directory: `linkat(2)`.
    public func linkat(
        _ path: borrowing some PathInput, to newPath: borrowing some PathInput, _ flags: AT = []
    ) async throws { try await process.syscall(.linkat, self, path, self, newPath, flags) }

    /// Creates a hard link at `newPath` in `directory` to the file at `path`, relative to this directory: `linkat(2)`.
    public func linkat(
        _ path: borrowing some PathInput, to newPath: borrowing some PathInput,
        in directory: borrowing some PathBase & ~Copyable, _ flags: AT = []
    ) async throws { try await process.syscall(.linkat, self, path, directory, newPath, flags) }

    /// Creates a symbolic link at `path` that contains `target`: `symlinkat(2)`.
    public func symlinkat(
        _ target: borrowing some PathInput, at path: borrowing some PathInput
    ) async throws { try await process.syscall(.symlinkat, target, self, path) }

    /// Returns what the symbolic link at `path` contains: `readlinkat(2)`.
    ///
    /// - Throws: `EINVAL` if it is not a symbolic link, or `ENAMETOOLONG` if it has more than 4095 bytes.
    public func readlinkat(_ path: borrowing some PathInput) async throws -> FilePath {
        try await process.syscall(
            .readlinkat, self, path, Output<FilePath>(byteCount: FilePath.linkRoom), FilePath.linkRoom)
    }

    /// Reads the target of the symbolic link at `path`, without a null byte and truncated to `buffer`: `readlinkat(2)`.
    ///
    /// - Throws: `EINVAL` if it is not a symbolic link.
    public func readlinkat(
        _ path: borrowing some PathInput, into buffer: inout Pointer<Bytes>
    ) async throws -> ReadablePointer<Bytes> {
        try await buffer.takeFilled(process.syscall(.readlinkat, self, path, buffer.room, buffer.size))
    }

    /// Checks that the process may access the file at `path` in the given mode: `faccessat2(2)`.
    public func faccessat2(_ path: borrowing some PathInput, _ mode: OK, _ flags: AT = []) async throws {
        try await process.syscall(.faccessat2, self, path, mode, AccessFlags(flags: flags))
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Removes the name at `path`, which must not be a directory: `unlink(2)`.
    public func unlink(_ path: borrowing some PathInput) async throws {
        try await process.syscall(.unlinkat, self, path, AT())
    }

    /// Removes the empty directory at `path`: `rmdir(2)`.
    public func rmdir(_ path: borrowing some PathInput) async throws {
        try await process.syscall(.unlinkat, self, path, AT.removedir)
    }

    /// Creates a hard link at `newPath` to the file at `path`: `link(2)`.
    public func link(_ path: borrowing some PathInput, to newPath: borrowing some PathInput) async throws {
        try await process.syscall(.linkat, self, path, self, newPath, AT())
    }

    /// Creates a symbolic link at `path` that contains `target`: `symlink(2)`.
    public func symlink(_ target: borrowing some PathInput, at path: borrowing some PathInput) async throws {
        try await process.syscall(.symlinkat, target, self, path)
    }

    /// Returns what the symbolic link at `path` contains: `readlink(2)`.
    ///
    /// - Throws: `EINVAL` if it is not a symbolic link, or `ENAMETOOLONG` if it has more than 4095 bytes.
    public func readlink(_ path: borrowing some PathInput) async throws -> FilePath {
        try await process.syscall(
            .readlinkat, self, path, Output<FilePath>(byteCount: FilePath.linkRoom), FilePath.linkRoom)
    }

    /// Checks that the real user and group may access the file at `path` in the given mode: `access(2)`.
    public func access(_ path: borrowing some PathInput, _ mode: OK) async throws {
        try await process.syscall(.faccessat2, self, path, mode, AT())
    }
}
