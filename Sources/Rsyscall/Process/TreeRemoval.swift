import SystemPackage

/// The removal of all that is in a directory, with three descriptors open at most, however deep it is.
///
/// Each directory is opened by its name without following links, and left through `..`, which must be where it was
/// entered from: whoever moves or swaps directories meanwhile gets an error, and nothing else is removed.
struct TreeRemoval: ~Copyable {
    private var current: OwnedFileDescriptor
    private var identity: FileIdentity
    private var pending: [Dirent]
    private var entered: [Level] = []

    private struct Level {
        let name: FilePath
        let identity: FileIdentity
        let pending: [Dirent]
    }

    /// Starts in the directory `name` of `parent`, which must be this one.
    init(of name: FilePath, in parent: borrowing OwnedFileDescriptor, as expected: FileIdentity) async throws {
        let top = try await Self.enter(name, in: parent, as: expected)
        let status = try await top.fstat()
        let entries = try await Self.entries(of: top)
        (identity, pending) = (status.identity, entries)
        current = top
    }

    /// Removes everything below, and leaves the directory itself.
    consuming func run() async throws {
        while true {
            if let entry = pending.popLast() {
                try await remove(entry)
            } else if let level = entered.popLast() {
                try await leave(to: level)
            } else {
                return
            }
        }
    }

    private mutating func remove(_ entry: Dirent) async throws {
        if entry.type != .dir {
            do {
                return try await current.unlinkat(entry.name)
            } catch let error as SyscallError where error.errno == .isDirectory {
                // The file system doesn't report types, or the file was replaced.
            } catch let error as SyscallError where error.errno == .noSuchFileOrDirectory {
                return
            }
        }
        let next: OwnedFileDescriptor
        do {
            next = try await Self.enter(entry.name, in: current)
        } catch let error as SyscallError where error.errno == .noSuchFileOrDirectory {
            return
        }
        entered.append(Level(name: entry.name, identity: identity, pending: pending))
        identity = try await next.fstat().identity
        pending = try await Self.entries(of: next)
        current = next
    }

    private mutating func leave(to level: Level) async throws {
        let parent = try await current.openat("..", [.directory, .nofollow])
        guard try await parent.fstat().identity == level.identity else {
            throw Self.stale("..", in: current)
        }
        try await parent.unlinkat(level.name, .removedir)
        (identity, pending) = (level.identity, level.pending)
        current = parent
    }

    private static func stale(_ name: FilePath, in directory: borrowing OwnedFileDescriptor) -> SyscallError {
        SyscallError(
            errno: .staleNFSFileHandle, call: SYS.openat.name, arguments: ["\(directory.number)", "\"\(name)\""],
            process: directory.process.pid)
    }

    /// Opens a directory, and lets its owner list and change it.
    private static func enter(
        _ name: FilePath, in parent: borrowing OwnedFileDescriptor, as expected: FileIdentity? = nil
    ) async throws -> OwnedFileDescriptor {
        let process = parent.process
        let place = try await parent.openat(name, [.path, .directory, .nofollow])
        let status = try await place.fstat()
        if let expected, status.identity != expected { throw stale(name, in: parent) }
        if !status.mode.isSuperset(of: .rwxu) {
            // By the descriptor, since the name may be another file's by now.
            do {
                try await process.syscall(.fchmodat2, place, FilePath(""), Mode.rwxu, AT.empty_path)
            } catch let error as SyscallError where error.errno == .noFunction {
                try await process.syscall(
                    .fchmodat, process, FilePath("/proc/self/fd/\(place.number.rawValue)"), Mode.rwxu)
            }
        }
        return try await place.openat(".", [.directory, .nofollow])
    }

    private static func entries(of directory: borrowing OwnedFileDescriptor) async throws -> [Dirent] {
        try await directory.getdents64().filter { $0.name != "." && $0.name != ".." }
    }
}
