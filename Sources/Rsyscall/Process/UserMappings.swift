import SystemPackage

/// The users and groups that a new user namespace maps, with their numbers in it. See `user_namespaces(7)`.
public enum UserMappings: Hashable, Sendable {
    /// Only the user and the group that made the namespace, which is all that the kernel allows without privileges.
    ///
    /// By default, their numbers inside are the same as outside. If the kernel requires it, as it does of makers
    /// without privileges, `setgroups` is denied inside for good.
    case single(user: Uid? = nil, group: Gid? = nil)
    /// Ranges of users and groups, for which the maker needs `CAP_SETUID` and `CAP_SETGID`.
    case extents(users: [Extent], groups: [Extent])
    /// None: every user is the overflow user until ``SystemCalling/mapUsers(_:of:)`` writes the maps.
    case leftToCaller

    /// A range of numbers inside a namespace, and the range outside that it stands for.
    public struct Extent: Hashable, Sendable {
        /// The first number inside.
        public let inside: UInt32
        /// The first number outside, in the namespace of the process that writes the map.
        public let outside: UInt32
        /// The number of users or groups in the range.
        public let count: UInt32

        /// Creates a range of `count` numbers from `inside` on, which stand for those from `outside` on.
        public init(inside: UInt32, outside: UInt32, count: UInt32 = 1) {
            self.inside = inside
            self.outside = outside
            self.count = count
        }

        var line: String { "\(inside) \(outside) \(count)\n" }
    }
}

extension UserMappings {
    /// Returns the ranges of a namespace that `maker` made.
    fileprivate func extents(_ maker: NamespaceMaker) -> (users: [Extent], groups: [Extent]) {
        switch self {
        case .leftToCaller: return ([], [])
        case .extents(let users, let groups): return (users, groups)
        case .single(let user, let group):
            return (
                [Extent(inside: (user ?? maker.user).rawValue, outside: maker.user.rawValue)],
                [Extent(inside: (group ?? maker.group).rawValue, outside: maker.group.rawValue)]
            )
        }
    }
}

/// The user and the group that made a user namespace, with their numbers in its parent namespace.
struct NamespaceMaker {
    let user: Uid
    let group: Gid
}

extension SystemCalling where Self: ~Copyable {
    /// Writes the maps of the new user namespace of a child that was cloned with ``UserMappings/leftToCaller``, or has
    /// unshared it.
    ///
    /// If the child's memory isn't dumpable, as after ``PR/set_dumpable`` with 0, the files belong to root, and this
    /// process needs permission to open them.
    ///
    /// - Throws: ``SyscallError`` with the file that couldn't be written as its first argument. See
    ///   `user_namespaces(7)`.
    public func mapUsers(
        _ mappings: UserMappings, of child: borrowing some SystemCalling & ~Copyable
    ) async throws {
        if case .leftToCaller = mappings { return }
        // The child's number in the pid namespace of its /proc, which need not be ours.
        let folder = FilePath("/proc").appending(try await child.readlink("/proc/self").components)
        // The child's user, not the writer's: it may have changed before the child unshared the namespace.
        let process = process
        try await process.write(mappings, madeBy: try await process.credentials(in: folder), to: folder)
    }
}

extension LinuxProcess {
    /// Writes the maps of a namespace that `maker` made to the files of a process in it.
    ///
    /// - Parameter deniesSetgroups: Whether `setgroups` is denied inside even if the kernel doesn't require it.
    func write(
        _ mappings: UserMappings, madeBy maker: NamespaceMaker, to folder: FilePath,
        deniesSetgroups: Bool = false
    ) async throws {
        let (users, groups) = mappings.extents(maker)
        if deniesSetgroups { try await write("deny", to: folder.appending("setgroups")) }
        do {
            try await write(groups, to: folder.appending("gid_map"))
        } catch let refused as SyscallError where refused.errno == .notPermitted {
            guard case .single = mappings else { throw refused }
            try await write("deny", to: folder.appending("setgroups"))
            try await write(groups, to: folder.appending("gid_map"))
        }
        try await write(users, to: folder.appending("uid_map"))
    }

    /// Returns the effective user and group of the process that has this folder, with our numbers.
    fileprivate func credentials(in folder: FilePath) async throws -> NamespaceMaker {
        let path = folder.appending("status")
        let file = try await open(path, .rdonly)
        let lines = String(decoding: try await file.read(upTo: 4096), as: UTF8.self).split(separator: "\n")
        func effective(_ name: String) throws -> UInt32 {
            // The line has the real, the effective, the saved and the file system ID.
            let numbers = lines.first { $0.hasPrefix(name) }?.split(separator: "\t").dropFirst() ?? []
            guard let number = numbers.dropFirst().first.flatMap({ UInt32($0) }) else {
                throw SyscallError(
                    errno: .notSupported, call: SYS.read.name, arguments: [path.traced], process: pid)
            }
            return number
        }
        return NamespaceMaker(user: Uid(try effective("Uid:")), group: Gid(try effective("Gid:")))
    }
}

extension LinuxProcess {
    fileprivate func write(_ extents: [UserMappings.Extent], to path: FilePath) async throws {
        if !extents.isEmpty { try await write(extents.map(\.line).joined(), to: path) }
    }

    /// Writes `text` with one call, since the kernel takes no more.
    fileprivate func write(_ text: String, to path: FilePath) async throws {
        do {
            let file = try await open(path, .wronly)
            _ = try await file.write(Bytes(text.utf8))
            try await file.close()
        } catch let error as SyscallError {
            throw SyscallError(
                errno: error.errno, call: error.call, arguments: [path.traced], process: error.process)
        }
    }
}
