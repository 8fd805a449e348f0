extension PathBase where Self: ~Copyable {
    /// Creates a directory at `path`, relative to this one, with the permissions `mode` less the umask: `mkdirat(2)`.
    public func mkdirat(_ path: borrowing some PathInput, mode: Mode = [.rwxu, .rwxg, .rwxo]) async throws {
        try await process.syscall(.mkdirat, self, path, mode)
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Creates a directory at `path` with the permissions `mode` less the umask: `mkdir(2)`.
    public func mkdir(_ path: borrowing some PathInput, mode: Mode = [.rwxu, .rwxg, .rwxo]) async throws {
        try await process.syscall(.mkdirat, self, path, mode)
    }
}
