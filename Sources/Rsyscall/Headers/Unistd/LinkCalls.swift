import CRsyscall
public import SystemPackage

extension PathBase where Self: ~Copyable {
    /// Removes a name, of a directory with ``AT/removedir``. See `unlinkat(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func unlinkat(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable, _ flags: AT = []
    ) async throws {
        let base = try pathBase()
        try await task.withPath(path) { path in
            _ = try await task.syscall(.unlinkat, base, path, flags)
        }
    }

    /// Removes a name, of a directory with ``AT/removedir``. See `unlinkat(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func unlinkat(_ path: FilePath, _ flags: AT = []) async throws {
        try await unlinkat(try await task.pointer(to: path), flags)
    }

    /// Gives the file at `path` another name, relative to this directory too. See `linkat(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func linkat(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable,
        to newPath: borrowing some InitializedPointer<FilePath> & ~Copyable, _ flags: AT = []
    ) async throws {
        let base = try pathBase()
        try await task.linkat(base, path, base, newPath, flags)
    }

    /// Gives the file at `path` another name, relative to `directory`. See `linkat(2)`.
    ///
    /// - Throws: ``DescriptorTableMismatch``, ``SyscallError``, or ``Hangup``.
    public func linkat(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable,
        to newPath: borrowing some InitializedPointer<FilePath> & ~Copyable,
        in directory: borrowing some PathBase & ~Copyable, _ flags: AT = []
    ) async throws {
        try await task.linkat(try pathBase(), path, try directory.pathBase(in: task), newPath, flags)
    }

    /// Gives the file at `path` another name, relative to this directory too. See `linkat(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func linkat(_ path: FilePath, to newPath: FilePath, _ flags: AT = []) async throws {
        try await linkat(try await task.pointer(to: path), to: try await task.pointer(to: newPath), flags)
    }

    /// Gives the file at `path` another name, relative to `directory`. See `linkat(2)`.
    ///
    /// - Throws: ``DescriptorTableMismatch``, ``SyscallError``, or ``Hangup``.
    public func linkat(
        _ path: FilePath, to newPath: FilePath, in directory: borrowing some PathBase & ~Copyable,
        _ flags: AT = []
    ) async throws {
        try await linkat(
            try await task.pointer(to: path), to: try await task.pointer(to: newPath), in: directory, flags)
    }

    /// Makes a symbolic link at `path` that leads to `target`. See `symlinkat(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func symlinkat(
        _ target: borrowing some InitializedPointer<FilePath> & ~Copyable,
        at path: borrowing some InitializedPointer<FilePath> & ~Copyable
    ) async throws {
        let base = try pathBase()
        try await task.withPath(target) { target in
            try await task.withPath(path) { path in
                _ = try await task.syscall(.symlinkat, target, base, path)
            }
        }
    }

    /// Makes a symbolic link at `path` that leads to `target`. See `symlinkat(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func symlinkat(_ target: FilePath, at path: FilePath) async throws {
        try await symlinkat(try await task.pointer(to: target), at: try await task.pointer(to: path))
    }

    /// Throws unless this process may use the file at `path` so. See `faccessat2(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func faccessat2(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable, _ mode: OK, _ flags: AT = []
    ) async throws {
        let base = try pathBase()
        try await task.withPath(path) { path in
            _ = try await task.syscall(.faccessat2, base, path, mode, AccessFlags(flags: flags))
        }
    }

    /// Throws unless this process may use the file at `path` so. See `faccessat2(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func faccessat2(_ path: FilePath, _ mode: OK, _ flags: AT = []) async throws {
        try await faccessat2(try await task.pointer(to: path), mode, flags)
    }
}

extension PathBase where Self: ~Copyable {
    /// Where the symbolic link at `path` leads, written to `buffer`; cut where that is too small.
    ///
    /// See `readlinkat(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled, with no null byte at its end.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func readlinkat(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable, into buffer: inout Pointer<Bytes>
    ) async throws -> ReadablePointer<Bytes> {
        let base = try pathBase()
        let task = self.task
        let address = try buffer.memory.argument(for: task)
        let size = buffer.size
        let count = try await task.withPath(path) { path in
            try await task.syscall(.readlinkat, base, path, address, size)
        }
        return try buffer.takeFilled(count)
    }

    /// Where the symbolic link at `path` leads. See `readlinkat(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EINVAL` where it is no link; or ``Hangup``.
    public func readlinkat(_ path: FilePath) async throws -> FilePath {
        let path = try await task.pointer(to: path)
        var size = 256
        while size <= 2 * Int(PATH_MAX) {
            var buffer = try await task.allocate(Bytes.self, count: size)
            let target = try await readlinkat(path, into: &buffer)
            // A link that fills the buffer may have been cut.
            if target.size < size {
                var bytes = try await target.read().array
                bytes.append(0)
                return try bytes.withUnsafeBytes { try FilePath(decoding: $0.bytes) }
            }
            size *= 2
        }
        throw SyscallError(errno: .fileNameTooLong, call: SYS.readlinkat.name, process: task.pid)
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Removes the name of a file that is no directory. See `unlink(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func unlink(_ path: FilePath) async throws {
        try await unlinkat(path)
    }

    /// Removes an empty directory. See `rmdir(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func rmdir(_ path: FilePath) async throws {
        try await unlinkat(path, .removedir)
    }

    /// Gives the file at `path` another name. See `link(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func link(_ path: FilePath, to newPath: FilePath) async throws {
        try await linkat(path, to: newPath)
    }

    /// Makes a symbolic link at `path` that leads to `target`. See `symlink(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func symlink(_ target: FilePath, at path: FilePath) async throws {
        try await symlinkat(target, at: path)
    }

    /// Where the symbolic link at `path` leads. See `readlink(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func readlink(_ path: FilePath) async throws -> FilePath {
        try await readlinkat(path)
    }

    /// Throws unless the file at `path` may be used so by the real user and group. See `access(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func access(_ path: FilePath, _ mode: OK) async throws {
        try await faccessat2(path, mode)
    }
}

extension KernelTask {
    fileprivate func linkat(
        _ base: FileDescriptorNumber, _ path: borrowing some InitializedPointer<FilePath> & ~Copyable,
        _ newBase: FileDescriptorNumber, _ newPath: borrowing some InitializedPointer<FilePath> & ~Copyable,
        _ flags: AT
    ) async throws {
        try await withPath(path) { path in
            try await withPath(newPath) { newPath in
                _ = try await syscall(.linkat, base, path, newBase, newPath, flags)
            }
        }
    }
}

/// The flags of `faccessat2`, where one bit has another name than in other calls.
private struct AccessFlags: SyscallArgument {
    let flags: AT
    var register: UInt { flags.register }
    var traced: String {
        guard flags.contains(.eaccess) else { return flags.traced }
        let others = flags.subtracting(.eaccess)
        return others.isEmpty ? "AT_EACCESS" : "AT_EACCESS|\(others)"
    }
}
