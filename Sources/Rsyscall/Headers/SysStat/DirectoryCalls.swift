public import SystemPackage

extension PathBase where Self: ~Copyable {
    /// Makes a directory, with those bits of `mode` that the umask leaves. See `mkdirat(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func mkdirat(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable, mode: Mode = [.rwxu, .rwxg, .rwxo]
    ) async throws {
        let base = try pathBase()
        try await task.withPath(path) { path in
            _ = try await task.syscall(.mkdirat, base, path, mode)
        }
    }

    /// Makes a directory, with those bits of `mode` that the umask leaves. See `mkdirat(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func mkdirat(_ path: FilePath, mode: Mode = [.rwxu, .rwxg, .rwxo]) async throws {
        try await mkdirat(try await task.pointer(to: path), mode: mode)
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Makes a directory, with those bits of `mode` that the umask leaves. See `mkdir(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func mkdir(_ path: FilePath, mode: Mode = [.rwxu, .rwxg, .rwxo]) async throws {
        try await mkdirat(path, mode: mode)
    }
}
