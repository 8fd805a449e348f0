public import SystemPackage

/// A new directory with a random name, which only its owner may enter.
///
/// Remove it with ``remove()``. Dropping it can't wait for the removal, and is reported to
/// ``LinuxProcess/diagnostics``; the directory stays.
public struct TemporaryDirectory: ~Copyable, Sendable {
    /// The path that it was made at.
    public let path: FilePath
    /// The open directory, which stays the same if it or its parent is renamed.
    public let descriptor: OwnedFileDescriptor
    private let parent: OwnedFileDescriptor
    private let name: FilePath
    private var isRemoved = false

    init(in parentPath: FilePath, of process: LinuxProcess, prefix: String) async throws {
        guard !prefix.contains("/") else {
            throw Unsupported(.mkdirat, "a name with a slash: \(prefix)")
        }
        let made = try await Made(FilePath.random(prefix), in: parentPath, of: process)
        path = parentPath.appending(made.name.components)
        name = made.name
        parent = made.parent
        descriptor = made.descriptor
    }

    /// The new directory before anything has to remove it.
    private struct Made: ~Copyable {
        let name: FilePath
        let parent: OwnedFileDescriptor
        let descriptor: OwnedFileDescriptor

        init(_ name: FilePath, in parentPath: FilePath, of process: LinuxProcess) async throws {
            var program = process.program()
            let parent = try program.open(parentPath, [.path, .directory])
            try program.mkdirat(parent, name, mode: .rwxu)
            program.stopsOnRefusal = false
            let opened = try program.openat(parent, name, [.directory, .nofollow])
            var results = try await program.run()
            let held = try results.take(parent)
            do {
                descriptor = try results.take(opened)
            } catch {
                try? await held.unlinkat(name, .removedir)
                throw error
            }
            self.name = name
            self.parent = held
        }
    }

    deinit {
        if !isRemoved { descriptor.process.diagnostics("the temporary directory \(path) was not removed") }
    }

    /// Removes the directory and all that is in it, even what its owner may not read, enter or write.
    ///
    /// Symbolic links are removed and not followed, and nothing in a file system that is mounted there is removed. It isn't an error if another process removes files meanwhile. On
    /// failure, a part may have been removed, but nothing if the directory was renamed before.
    ///
    /// - Throws: `ENOENT` if it was renamed, `ESTALE` if another file has its name, or if directories in it are moved
    ///   meanwhile, `EBUSY` if something is mounted in it, or what the calls throw.
    public consuming func remove() async throws {
        isRemoved = true
        try await checkName()
        do {
            // If it is empty, that takes no other descriptor.
            return try await parent.unlinkat(name, .removedir)
        } catch let error as SyscallError where error.errno == .directoryNotEmpty {}
        try await TreeRemoval(of: descriptor).run()
        try await checkName()
        try await parent.unlinkat(name, .removedir)
    }

    /// Checks that the name still is this directory's, since the kernel removes by name only.
    private borrowing func checkName() async throws {
        var program = parent.process.program()
        let named = try program.fstatat(parent, name, .symlink_nofollow)
        let opened = try program.fstat(descriptor)
        var results = try await program.run()
        guard try results.take(named).identity == results.take(opened).identity else {
            throw SyscallError(
                errno: .staleNFSFileHandle, call: "unlinkat", arguments: ["\(parent.number)", "\"\(name)\""],
                process: parent.process.pid)
        }
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Creates a directory with a random name in `parent`, with the permissions 0o700.
    ///
    /// - Parameters:
    ///   - parent: An existing directory; by default the one that `TMPDIR` of our environment names, or `/tmp`.
    ///   - prefix: The start of its name.
    /// - Throws: ``Unsupported`` if there is a slash in the prefix.
    public func makeTemporaryDirectory(
        in parent: FilePath? = nil, prefix: String = "rsyscall-"
    ) async throws -> TemporaryDirectory {
        var usual = FilePath("/tmp")
        if let variable = Environment.current[CString("TMPDIR")], !variable.bytes.isEmpty {
            usual = try FilePath(variable)
        }
        return try await TemporaryDirectory(in: parent ?? usual, of: process, prefix: prefix)
    }

    /// Runs `body` with a new directory, as ``makeTemporaryDirectory(in:prefix:)`` makes it, and removes it afterward.
    ///
    /// It is also removed if `body` throws or its task is canceled. If both `body` and the removal throw, the error of
    /// the removal is reported to ``LinuxProcess/diagnostics``.
    ///
    /// - Throws: What `body` throws, or else what ``TemporaryDirectory/remove()`` throws.
    public func withTemporaryDirectory<Result: Sendable>(
        in parent: FilePath? = nil, prefix: String = "rsyscall-",
        _ body: (borrowing TemporaryDirectory) async throws -> Result
    ) async throws -> Result {
        let directory = try await makeTemporaryDirectory(in: parent, prefix: prefix)
        let result: Result
        do {
            result = try await body(directory)
        } catch {
            let (process, path) = (directory.descriptor.process, directory.path)
            do {
                try await directory.remove()
            } catch let removal {
                process.diagnostics("the temporary directory \(path) was not removed: \(removal)")
            }
            throw error
        }
        try await directory.remove()
        return result
    }
}
