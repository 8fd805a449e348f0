import SystemPackage

/// The removal of all that is in a directory, with three descriptors open at most, however deep it is.
///
/// Each directory is opened by its name without following links, and left through `..`, which must be where it was
/// entered from. So if directories are moved or swapped meanwhile, it throws and removes nothing else.
struct TreeRemoval: ~Copyable {
    private var current: OwnedFileDescriptor
    /// The mount that all of it is in; before Linux 5.8, the device.
    private let mount: UInt64
    private var identity: FileIdentity
    private var pending: [Dirent]
    private var entered: [Level] = []

    private struct Level {
        let name: FilePath
        let identity: FileIdentity
        let pending: [Dirent]
    }

    /// Starts in an open directory.
    init(of directory: borrowing OwnedFileDescriptor) async throws {
        let top = try await Self.enter(directory)
        let status = try await top.fstat()
        let entries = try await Self.entries(of: top)
        mount = try await Self.mount(of: top)
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
        do {
            let place = try await current.openat(entry.name, [.path, .directory, .nofollow])
            guard try await Self.mount(of: place) == mount else {
                // As the kernel refuses to remove what something is mounted on, whose files are others' too.
                throw SyscallError(
                    errno: .resourceBusy, call: "unlinkat",
                    arguments: ["\(current.number)", "\"\(entry.name)\""], process: current.process.pid)
            }
            let next = try await Self.enter(place)
            let status = try await next.fstat()
            let entries = try await Self.entries(of: next)
            entered.append(Level(name: entry.name, identity: identity, pending: pending))
            (identity, pending) = (status.identity, entries)
            current = next
        } catch let error as SyscallError where error.errno == .noSuchFileOrDirectory {
            // Another process removed it. An entry that stays makes the removal of this directory fail.
        }
    }

    private mutating func leave(to level: Level) async throws {
        let parent = try await current.openat("..", [.directory, .nofollow])
        guard try await parent.fstat().identity == level.identity else {
            throw SyscallError(
                errno: .staleNFSFileHandle, call: "openat", arguments: ["\(current.number)", "\"..\""],
                process: current.process.pid)
        }
        do {
            try await parent.unlinkat(level.name, .removedir)
        } catch let error as SyscallError where error.errno == .noSuchFileOrDirectory {
            // Another process removed it.
        }
        (identity, pending) = (level.identity, level.pending)
        current = parent
    }

    /// Opens a directory for listing, and lets its owner list and change it.
    private static func enter(_ place: borrowing OwnedFileDescriptor) async throws -> OwnedFileDescriptor {
        let process = place.process
        if !(try await place.fstat().mode.isSuperset(of: .rwxu)) {
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

    private static func mount(of directory: borrowing OwnedFileDescriptor) async throws -> UInt64 {
        let status = try await directory.statx("", .empty_path, .mnt_id)
        if status.mask.contains(.mnt_id) { return status.mnt_id }
        return UInt64(status.dev_major) << 32 | UInt64(status.dev_minor)
    }

    private static func entries(of directory: borrowing OwnedFileDescriptor) async throws -> [Dirent] {
        try await directory.getdents64().filter { $0.name != "." && $0.name != ".." }
    }
}
