public import SystemPackage

extension PathBase where Self: ~Copyable {
    /// Atomically replaces the file at `path`, relative to this directory, with one that contains `bytes`.
    ///
    /// A process that opens `path` sees the old file or the new one, and never a part. The bytes go to a file with a
    /// random name in the same directory, which is renamed at the end, and removed on failure. A symbolic link at
    /// `path` is replaced, and not what it points to. If only the last step of `synchronized` fails, `fsync(2)` of the
    /// directory, the file has been replaced nevertheless, but its name may not be on the disk yet.
    ///
    /// - Parameters:
    ///   - path: The file, which need not exist.
    ///   - bytes: The contents of the new file.
    ///   - mode: The permissions of the new file, less the umask.
    ///   - synchronized: Whether the bytes and the name are on the disk when the method returns: `fsync(2)`.
    /// - Throws: `EISDIR` if `path` is a directory, `EINVAL` if it has no last name, or what the calls throw.
    public func replaceFile(
        at path: FilePath, with bytes: some Sequence<UInt8>, mode: Mode = .usual, synchronized: Bool = false
    ) async throws {
        let place = try await ReplacedName(path, in: self, for: "openat", synchronized ? .rdonly : .path)
        let file = try await place.directory.openat(
            place.temporary, [.wronly, .creat, .excl, .nofollow], mode: mode)
        do {
            try await file.write(bytes)
            if synchronized { try await process.syscall(.fsync, file) }
            try await place.rename()
        } catch {
            await place.remove()
            throw error
        }
        if synchronized { try await process.syscall(.fsync, place.directory) }
    }

    /// Atomically replaces the file at `path`, relative to this directory, with a symbolic link to `target`.
    ///
    /// A process that follows `path` sees the old target or the new one. A file at `path` that isn't a symbolic link is
    /// replaced too. On failure, what was there stays, and nothing is left beside it.
    ///
    /// - Throws: `EISDIR` if `path` is a directory, `EINVAL` if it has no last name, or what the calls throw.
    public func replaceSymbolicLink(at path: FilePath, with target: borrowing some PathInput) async throws {
        let place = try await ReplacedName(path, in: self, for: "symlinkat", .path)
        try await place.directory.symlinkat(target, at: place.temporary)
        do {
            try await place.rename()
        } catch {
            await place.remove()
            throw error
        }
    }
}

/// A name in an open directory, and the random one of what is to replace it.
private struct ReplacedName: ~Copyable {
    let directory: OwnedFileDescriptor
    let name: FilePath
    let temporary: FilePath

    init(
        _ path: FilePath, in base: borrowing some PathBase & ~Copyable, for call: String, _ flags: OpenFlags
    ) async throws {
        let process = base.process
        guard let last = path.lastComponent, last.kind == .regular else {
            throw SyscallError(
                errno: .invalidArgument, call: call, arguments: ["\(path)"], process: process.pid)
        }
        let random = try await process.randomName(".rsyscall-")
        let parent = path.removingLastComponent()
        let opened = try await base.openat(parent.isEmpty ? "." : parent, flags.union(.directory))
        (name, temporary) = (FilePath(root: nil, [last]), random)
        directory = opened
    }

    func rename() async throws { try await directory.renameat2(temporary, to: name) }

    func remove() async { try? await directory.unlinkat(temporary) }
}
