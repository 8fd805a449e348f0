extension PathBase where Self: ~Copyable {
    /// Opens the file at `path`, relative to this directory, or creates it with ``OpenFlags/creat``: `openat(2)`.
    ///
    /// A file that is created has the permissions `mode`, less the umask.
    public func openat(
        _ path: borrowing some PathInput, _ flags: OpenFlags = .rdonly, mode: Mode = .usual,
        closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(
            .openat, self, path, flags.closing(onExec: closeOnExec), NewFileMode(mode, flags))
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Opens the file at `path`, or creates it with ``OpenFlags/creat``: `open(2)`.
    ///
    /// A file that is created has the permissions `mode`, less the umask.
    public func open(
        _ path: borrowing some PathInput, _ flags: OpenFlags = .rdonly, mode: Mode = .usual,
        closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(
            .openat, self, path, flags.closing(onExec: closeOnExec), NewFileMode(mode, flags))
    }
}
