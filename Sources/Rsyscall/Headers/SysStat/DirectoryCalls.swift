extension PathBase where Self: ~Copyable {
    /// Creates a directory at `path`, relative to this one: `mkdirat(2)`.
    ///
    /// - Parameters:
    ///   - path: The path of the directory.
    ///   - mode: The directory's permissions, less the umask.
    public func mkdirat(
        _ path: borrowing some PathArgument & ~Copyable, mode: Mode = [.rwxu, .rwxg, .rwxo]
    ) async throws {
        try await process.syscall(.mkdirat, self, path, mode)
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Creates a directory at `path`: `mkdir(2)`.
    ///
    /// - Parameters:
    ///   - path: The path of the directory.
    ///   - mode: The directory's permissions, less the umask.
    public func mkdir(
        _ path: borrowing some PathArgument & ~Copyable, mode: Mode = [.rwxu, .rwxg, .rwxo]
    ) async throws {
        try await process.syscall(.mkdirat, self, path, mode)
    }
}
