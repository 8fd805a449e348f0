extension PathBase where Self: ~Copyable {
    /// Opens the file at `path`, as `openat` does, if it leads through nothing that `resolve` forbids: `openat2(2)`.
    ///
    /// - Throws: `EXDEV` if it leads out of the directory or to another mount, `ELOOP` if through a symbolic link, or
    ///   `EAGAIN` if a rename at the same time prevents the check or, with ``RESOLVE/cached``, the path isn't in memory.
    public func openat2(
        _ path: borrowing some PathInput, _ flags: OpenFlags = .rdonly, mode: Mode = .usual,
        resolve: RESOLVE = [], closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(
            .openat2, self, path, FrameValue(OpenHow(flags.closing(onExec: closeOnExec), mode, resolve)),
            OpenHow.byteCount)
    }
}
