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
        let place = try ReplacedName(path, of: process, for: SYS.openat)
        let bytes = Array(bytes)
        var program = process.program()
        let directory = try place.openDirectory(in: self, synchronized ? .rdonly : .path, &program)
        let file = try program.openat(
            directory, place.temporary, [.wronly, .creat, .excl, .nofollow], mode: mode)
        let written = try program.write(file, Bytes(Array(bytes.prefix(mostAtOnce))))
        // Refused if the file is shorter: then it isn't renamed yet.
        let end = try program.lseek(file, max(bytes.count, 1) - 1, bytes.isEmpty ? .set : .hole)
        try place.rename(file, in: directory, synchronized: synchronized, &program)
        var results = try await program.runKeepingRefusals()
        let parent = try results.take(directory)
        let new = try results.take(file)
        do {
            let count = try results.take(written)
            if results.refusal(of: end.step) == nil {
                try results.throwRefusal()
            } else {
                try await new.write(bytes.dropFirst(max(count, 0)))
                var rest = process.program()
                try place.rename(new, in: parent, synchronized: synchronized, &rest)
                _ = try await rest.run()
            }
        } catch {
            await place.remove(from: parent)
            throw error
        }
    }

    /// Atomically replaces the file at `path`, relative to this directory, with a symbolic link to `target`.
    ///
    /// A process that follows `path` sees the old target or the new one. A file at `path` that isn't a symbolic link is
    /// replaced too. On failure, what was there stays, and nothing is left beside it.
    ///
    /// - Throws: `EISDIR` if `path` is a directory, `EINVAL` if it has no last name, or what the calls throw.
    public func replaceSymbolicLink(at path: FilePath, with target: borrowing some PathInput) async throws {
        let place = try ReplacedName(path, of: process, for: SYS.symlinkat)
        var program = process.program()
        let directory = try place.openDirectory(in: self, .path, &program)
        let link: Later<Int> = try program.record(
            .symlinkat, program.place(target), directory.placed(in: program), place.temporary)
        try place.rename(in: directory, &program)
        var results = try await program.runKeepingRefusals()
        let parent = try results.take(directory)
        _ = try results.take(link)
        do {
            try results.throwRefusal()
        } catch {
            await place.remove(from: parent)
            throw error
        }
    }
}

/// How many bytes of a file go with the calls that create it.
private let mostAtOnce = 1 << 20

/// A name in a directory, and the random one of what is to replace it.
private struct ReplacedName {
    let parent: FilePath
    let name: FilePath
    let temporary: FilePath

    init(_ path: FilePath, of process: LinuxProcess, for call: SYS) throws {
        guard let last = path.lastComponent, last.kind == .regular else {
            throw process.refusal(of: call, ["\(path)"], result: -Int(Errno.invalidArgument.rawValue))
        }
        let parent = path.removingLastComponent()
        self.parent = parent.isEmpty ? "." : parent
        name = FilePath(root: nil, [last])
        temporary = FilePath.random(".rsyscall-")
    }

    func openDirectory(
        in base: borrowing some PathBase & ~Copyable, _ flags: OpenFlags, _ program: inout Program
    ) throws -> Later<OwnedFileDescriptor> {
        try program.record(
            .openat, program.place(base), parent, flags.union(.directory).closing(onExec: true), 0)
    }

    func rename(
        in directory: borrowing some DescriptorArgument & ~Copyable, _ program: inout Program
    ) throws {
        try program.renameat2(directory, temporary, to: name)
    }

    func rename(
        _ file: borrowing some DescriptorArgument & ~Copyable,
        in directory: borrowing some DescriptorArgument & ~Copyable, synchronized: Bool,
        _ program: inout Program
    ) throws {
        if synchronized { try program.fsync(file) }
        try rename(in: directory, &program)
        if synchronized { try program.fsync(directory) }
    }

    func remove(from directory: borrowing OwnedFileDescriptor) async {
        try? await directory.unlinkat(temporary)
    }
}
