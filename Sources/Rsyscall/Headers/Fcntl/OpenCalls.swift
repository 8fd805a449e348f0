extension PathBase where Self: ~Copyable {
    /// Opens the file at `path`, relative to this directory, or creates it if `flags` say so: `openat(2)`.
    ///
    /// - Parameters:
    ///   - path: The path of the file.
    ///   - flags: How the file is opened.
    ///   - mode: The permissions of a file that is created, less the umask.
    ///   - closeOnExec: Whether executing a program closes the descriptor.
    public func openat(
        _ path: borrowing some PathArgument & ~Copyable, _ flags: OpenFlags = .rdonly, mode: Mode = .usual,
        closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(
            .openat, self, path, flags.closing(onExec: closeOnExec), NewFileMode(mode, flags))
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Opens the file at `path`, or creates it if `flags` say so: `open(2)`.
    ///
    /// - Parameters:
    ///   - path: The path of the file.
    ///   - flags: How the file is opened.
    ///   - mode: The permissions of a file that is created, less the umask.
    ///   - closeOnExec: Whether executing a program closes the descriptor.
    public func open(
        _ path: borrowing some PathArgument & ~Copyable, _ flags: OpenFlags = .rdonly, mode: Mode = .usual,
        closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(
            .openat, self, path, flags.closing(onExec: closeOnExec), NewFileMode(mode, flags))
    }
}
