public import SystemPackage

extension PathBase where Self: ~Copyable {
    /// What the file system knows of the file at `path`, written to `buffer`. See `fstatat(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func fstatat(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable,
        into buffer: inout Pointer<FileStatus>,
        _ flags: AT = []
    ) async throws -> ReadablePointer<FileStatus> {
        let base = try pathBase()
        let task = self.task
        try buffer.memory.checkRoom(FileStatus.byteCount)
        let address = try buffer.memory.argument(for: task)
        try await task.withPath(path) { path in
            _ = try await task.syscall(.fstatat, base, path, address, flags)
        }
        return try buffer.takeFilled(FileStatus.byteCount)
    }

    /// What the file system knows of the file at `path`. See `fstatat(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func fstatat(_ path: FilePath, _ flags: AT = []) async throws -> FileStatus {
        var buffer = try await task.allocate(FileStatus.self)
        let path = try await task.pointer(to: path)
        return try await fstatat(path, into: &buffer, flags).read()
    }

    /// What the file system knows of the file at `path`, as far as `mask` asks. See `statx(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func statx(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable, into buffer: inout Pointer<Statx>,
        _ flags: AT = [], _ mask: STATX = .basic_stats
    ) async throws -> ReadablePointer<Statx> {
        let base = try pathBase()
        let task = self.task
        try buffer.memory.checkRoom(Statx.byteCount)
        let address = try buffer.memory.argument(for: task)
        try await task.withPath(path) { path in
            _ = try await task.syscall(.statx, base, path, flags, mask, address)
        }
        return try buffer.takeFilled(Statx.byteCount)
    }

    /// What the file system knows of the file at `path`, as far as `mask` asks. See `statx(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func statx(
        _ path: FilePath, _ flags: AT = [], _ mask: STATX = .basic_stats
    ) async throws -> Statx {
        var buffer = try await task.allocate(Statx.self)
        let path = try await task.pointer(to: path)
        return try await statx(path, into: &buffer, flags, mask).read()
    }
}

extension OwnedFileDescriptor {
    /// What the file system knows of the open file, written to `buffer`. See `fstat(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func fstat(into buffer: inout Pointer<FileStatus>) async throws -> ReadablePointer<FileStatus> {
        try buffer.memory.checkRoom(FileStatus.byteCount)
        let address = try buffer.memory.argument(for: task)
        try await task.syscall(.fstat, try checkedNumber(), address)
        return try buffer.takeFilled(FileStatus.byteCount)
    }

    /// What the file system knows of the open file. See `fstat(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func fstat() async throws -> FileStatus {
        var buffer = try await task.allocate(FileStatus.self)
        return try await fstat(into: &buffer).read()
    }
}

extension SystemCalling where Self: ~Copyable {
    /// What the file system knows of the file at `path`, through symbolic links. See `stat(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func stat(_ path: FilePath) async throws -> FileStatus {
        try await fstatat(path)
    }

    /// What the file system knows of the file at `path`, or of the link that it is. See `lstat(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func lstat(_ path: FilePath) async throws -> FileStatus {
        try await fstatat(path, .symlink_nofollow)
    }
}
