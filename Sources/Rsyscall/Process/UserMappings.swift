public import SystemPackage

/// Which users and groups a new user namespace knows, and by which numbers. See `user_namespaces(7)`.
public enum UserMappings: Hashable, Sendable {
    /// The user and the group that made it, and nobody else: all that the kernel allows without privileges.
    ///
    /// They have these numbers inside, or without any the same as outside. Where the kernel demands it, which
    /// it does not of the privileged, `setgroups` is denied inside for good.
    case single(user: Uid? = nil, group: Gid? = nil)
    /// Runs of users and of groups, for which the maker needs `CAP_SETUID` and `CAP_SETGID`.
    case extents(users: [Extent], groups: [Extent])
    /// None: everybody is the overflow user until the caller writes the maps.
    case leftToCaller

    /// A run of numbers that one namespace has for those of another.
    public struct Extent: Hashable, Sendable {
        /// The first number inside.
        public let inside: UInt32
        /// The first number in the namespace of who writes the map.
        public let outside: UInt32
        /// How many there are.
        public let count: UInt32

        /// `count` numbers from `inside` on for those from `outside` on.
        public init(inside: UInt32, outside: UInt32, count: UInt32 = 1) {
            self.inside = inside
            self.outside = outside
            self.count = count
        }

        var line: String { "\(inside) \(outside) \(count)\n" }
    }
}

extension UserMappings {
    /// The runs, where `maker` made the namespace.
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

/// Who made a user namespace, by the numbers of the one around it.
struct NamespaceMaker {
    let user: Uid
    let group: Gid
}

extension SystemCalling where Self: ~Copyable {
    /// Writes the maps of a new user namespace: that of a child which this process cloned with
    /// ``UserMappings/leftToCaller``, or which has unshared it.
    ///
    /// The files belong to root where the child's memory is not dumpable, as ours is not once a child has taken
    /// another user; then this process must be one that may open them.
    ///
    /// - Throws: ``UserMapRefused``, ``SyscallError``, ``AllocationError``, or ``Hangup``.
    public func mapUsers(
        _ mappings: UserMappings, of child: borrowing some SystemCalling & ~Copyable
    ) async throws {
        if case .leftToCaller = mappings { return }
        // The child's number as this /proc counts, which need not be as we do.
        let folder = FilePath("/proc").appending(try await child.readlink("/proc/self").components)
        // Not the writer's user: a child may have become another one before it unshared the namespace.
        try await task.write(mappings, madeBy: try await task.credentials(in: folder), to: folder)
    }
}

extension KernelTask {
    /// Writes the maps of a namespace that `maker` made to the files of a process in it.
    ///
    /// - Parameter deniesSetgroups: Whether `setgroups` is denied inside even where the kernel would let us have
    ///   it; else only where it would not.
    func write(
        _ mappings: UserMappings, madeBy maker: NamespaceMaker, to folder: FilePath,
        deniesSetgroups: Bool = false
    ) async throws {
        let (users, groups) = mappings.extents(maker)
        if deniesSetgroups { try await write("deny", to: folder.appending("setgroups")) }
        do {
            try await write(groups, to: folder.appending("gid_map"))
        } catch let refused as UserMapRefused where refused.reason.errno == .notPermitted {
            guard case .single = mappings else { throw refused }
            try await write("deny", to: folder.appending("setgroups"))
            try await write(groups, to: folder.appending("gid_map"))
        }
        try await write(users, to: folder.appending("uid_map"))
    }

    /// The effective user and group of the process whose folder this is, by our numbers.
    fileprivate func credentials(in folder: FilePath) async throws -> NamespaceMaker {
        let path = folder.appending("status")
        let file = try await open(path, [.rdonly, .cloexec])
        let lines = String(decoding: try await file.read(upTo: 4096), as: UTF8.self).split(separator: "\n")
        func effective(_ name: String) throws -> UInt32 {
            // The real, the effective, the saved one, and that for files.
            let numbers = lines.first { $0.hasPrefix(name) }?.split(separator: "\t").dropFirst() ?? []
            guard let number = numbers.dropFirst().first.flatMap({ UInt32($0) }) else {
                throw UserMapRefused(
                    path: path,
                    reason: SyscallError(errno: .notSupported, call: SYS.read.name, process: pid))
            }
            return number
        }
        return NamespaceMaker(user: Uid(try effective("Uid:")), group: Gid(try effective("Gid:")))
    }
}

extension KernelTask {
    fileprivate func write(_ extents: [UserMappings.Extent], to path: FilePath) async throws {
        if !extents.isEmpty { try await write(extents.map(\.line).joined(), to: path) }
    }

    /// Writes `text` with one call, since the kernel takes no more.
    fileprivate func write(_ text: String, to path: FilePath) async throws {
        do {
            let file = try await open(path, [.wronly, .cloexec])
            _ = try await file.write(try await pointer(to: Bytes(text.utf8)))
            try await file.close()
        } catch let error as SyscallError {
            throw UserMapRefused(path: path, reason: error)
        }
    }
}

/// The kernel does not let a map of a user namespace be written; see `user_namespaces(7)`.
public struct UserMapRefused: Error, Hashable, CustomStringConvertible {
    /// The file that was to be written.
    public let path: FilePath
    /// Which call was refused, and why.
    public let reason: SyscallError

    /// The file and the call.
    public var description: String { "\(path): \(reason)" }
}
