public import SystemPackage

extension PathBase where Self: ~Copyable {
    /// Gives the file at `path` the name `newPath`, relative to this directory too. See `renameat2(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func renameat2(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable,
        to newPath: borrowing some InitializedPointer<FilePath> & ~Copyable, _ flags: RENAME = []
    ) async throws {
        let base = try pathBase()
        try await task.renameat2(base, path, base, newPath, flags)
    }

    /// Gives the file at `path` the name `newPath`, relative to `directory`. See `renameat2(2)`.
    ///
    /// - Throws: ``DescriptorTableMismatch``, ``SyscallError``, or ``Hangup``.
    public func renameat2(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable,
        to newPath: borrowing some InitializedPointer<FilePath> & ~Copyable,
        in directory: borrowing some PathBase & ~Copyable, _ flags: RENAME = []
    ) async throws {
        try await task.renameat2(try pathBase(), path, try directory.pathBase(in: task), newPath, flags)
    }

    /// Gives the file at `path` the name `newPath`, relative to this directory too. See `renameat2(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func renameat2(_ path: FilePath, to newPath: FilePath, _ flags: RENAME = []) async throws {
        try await renameat2(try await task.pointer(to: path), to: try await task.pointer(to: newPath), flags)
    }

    /// Gives the file at `path` the name `newPath`, relative to `directory`. See `renameat2(2)`.
    ///
    /// - Throws: ``DescriptorTableMismatch``, ``SyscallError``, or ``Hangup``.
    public func renameat2(
        _ path: FilePath, to newPath: FilePath, in directory: borrowing some PathBase & ~Copyable,
        _ flags: RENAME = []
    ) async throws {
        try await renameat2(
            try await task.pointer(to: path), to: try await task.pointer(to: newPath), in: directory, flags)
    }
}

extension KernelTask {
    fileprivate func renameat2(
        _ base: FileDescriptorNumber, _ path: borrowing some InitializedPointer<FilePath> & ~Copyable,
        _ newBase: FileDescriptorNumber, _ newPath: borrowing some InitializedPointer<FilePath> & ~Copyable,
        _ flags: RENAME
    ) async throws {
        try await withPath(path) { path in
            try await withPath(newPath) { newPath in
                _ = try await syscall(.renameat2, base, path, newBase, newPath, flags)
            }
        }
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Gives the file at `path` the name `newPath`, in place of what had it. See `rename(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func rename(_ path: FilePath, to newPath: FilePath) async throws {
        try await renameat2(path, to: newPath)
    }
}
