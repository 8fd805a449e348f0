import CRsyscall
public import SystemPackage

extension PathBase where Self: ~Copyable {
    /// Removes the name at `path`, or with ``AT/removedir`` the empty directory: `unlinkat(2)`.
    public func unlinkat(
        _ path: borrowing some PathArgument & ~Copyable, _ flags: AT = []
    ) async throws {
        try await process.syscall(.unlinkat, self, path, flags)
    }

    /// Creates a hard link at `newPath`, relative to this directory too, to the file at `path`: `linkat(2)`.
    public func linkat(
        _ path: borrowing some PathArgument & ~Copyable, to newPath: borrowing some PathArgument & ~Copyable,
        _ flags: AT = []
    ) async throws {
        try await process.syscall(.linkat, self, path, self, newPath, flags)
    }

    /// Creates a hard link at `newPath`, relative to `directory`, to the file at `path`: `linkat(2)`.
    public func linkat(
        _ path: borrowing some PathArgument & ~Copyable, to newPath: borrowing some PathArgument & ~Copyable,
        in directory: borrowing some PathBase & ~Copyable, _ flags: AT = []
    ) async throws {
        try await process.syscall(.linkat, self, path, directory, newPath, flags)
    }

    /// Creates a symbolic link at `path` that contains `target`: `symlinkat(2)`.
    public func symlinkat(
        _ target: borrowing some PathArgument & ~Copyable, at path: borrowing some PathArgument & ~Copyable
    ) async throws {
        try await process.syscall(.symlinkat, target, self, path)
    }

    /// Returns what the symbolic link at `path` contains: `readlinkat(2)`.
    ///
    /// - Throws: `EINVAL` if it is not a symbolic link, or `ENAMETOOLONG` if it has more than 4095 bytes.
    public func readlinkat(_ path: borrowing some PathArgument & ~Copyable) async throws -> FilePath {
        try await process.syscall(
            .readlinkat, self, path, Output<FilePath>(byteCount: FilePath.linkRoom), FilePath.linkRoom)
    }

    /// Reads what the symbolic link at `path` contains, without a null byte, as far as it fits into `buffer`,
    /// which keeps the rest: `readlinkat(2)`.
    ///
    /// - Throws: `EINVAL` if it is not a symbolic link.
    public func readlinkat(
        _ path: borrowing some PathArgument & ~Copyable, into buffer: inout Pointer<Bytes>
    ) async throws -> ReadablePointer<Bytes> {
        try buffer.takeFilled(
            try await process.syscall(.readlinkat, self, path, buffer.room, buffer.size))
    }

    /// Checks that the process may access the file at `path` in the given mode: `faccessat2(2)`.
    public func faccessat2(
        _ path: borrowing some PathArgument & ~Copyable, _ mode: OK, _ flags: AT = []
    ) async throws {
        try await process.syscall(.faccessat2, self, path, mode, AccessFlags(flags: flags))
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Removes the name at `path`, which is not a directory's: `unlink(2)`.
    public func unlink(_ path: borrowing some PathArgument & ~Copyable) async throws {
        try await process.syscall(.unlinkat, self, path, AT())
    }

    /// Removes the empty directory at `path`: `rmdir(2)`.
    public func rmdir(_ path: borrowing some PathArgument & ~Copyable) async throws {
        try await process.syscall(.unlinkat, self, path, AT.removedir)
    }

    /// Creates a hard link at `newPath` to the file at `path`: `link(2)`.
    public func link(
        _ path: borrowing some PathArgument & ~Copyable, to newPath: borrowing some PathArgument & ~Copyable
    ) async throws {
        try await process.syscall(.linkat, self, path, self, newPath, AT())
    }

    /// Creates a symbolic link at `path` that contains `target`: `symlink(2)`.
    public func symlink(
        _ target: borrowing some PathArgument & ~Copyable, at path: borrowing some PathArgument & ~Copyable
    ) async throws {
        try await process.syscall(.symlinkat, target, self, path)
    }

    /// Returns what the symbolic link at `path` contains: `readlink(2)`.
    ///
    /// - Throws: `EINVAL` if it is not a symbolic link, or `ENAMETOOLONG` if it has more than 4095 bytes.
    public func readlink(_ path: borrowing some PathArgument & ~Copyable) async throws -> FilePath {
        try await process.syscall(
            .readlinkat, self, path, Output<FilePath>(byteCount: FilePath.linkRoom), FilePath.linkRoom)
    }

    /// Checks that the real user and group may access the file at `path` in the given mode: `access(2)`.
    public func access(_ path: borrowing some PathArgument & ~Copyable, _ mode: OK) async throws {
        try await process.syscall(.faccessat2, self, path, mode, AT())
    }
}

extension FilePath: CallResult {
    /// A byte more than the longest link that is read whole.
    static var linkRoom: Int { Int(PATH_MAX) }

    /// Decodes what a call wrote of a symbolic link, as many bytes as it returned.
    ///
    /// - Throws: ``SyscallError`` with `ENAMETOOLONG` if they fill the room, since some may be missing.
    public init(_ outcome: borrowing CallOutcome) throws {
        guard outcome.result < Self.linkRoom else {
            throw SyscallError(
                errno: .fileNameTooLong, call: SYS.readlinkat.name, process: outcome.process.pid)
        }
        try self.init(CString(UnsafeRawBufferPointer(start: outcome.output, count: outcome.result)))
    }
}

/// The flags of `faccessat2`, in which one bit has another name than in other calls.
struct AccessFlags: RegisterArgument {
    let flags: AT
    var register: UInt { flags.register }
    var traced: String {
        guard flags.contains(.eaccess) else { return flags.traced }
        let others = flags.subtracting(.eaccess)
        return others.isEmpty ? "AT_EACCESS" : "AT_EACCESS|\(others)"
    }
}
