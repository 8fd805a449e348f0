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

extension SystemCalling where Self: ~Copyable {
    /// Writes the maps of a new user namespace: that of a child which this process cloned with
    /// ``UserMappings/leftToCaller``, or which has unshared it.
    ///
    /// - Throws: ``UserMapRefused``, ``SyscallError``, ``AllocationError``, or ``Hangup``.
    public func mapUsers(
        _ mappings: UserMappings, of child: borrowing some SystemCalling & ~Copyable
    ) async throws {
        let users: [UserMappings.Extent]
        let groups: [UserMappings.Extent]
        switch mappings {
        case .leftToCaller: return
        case .extents(let userExtents, let groupExtents): (users, groups) = (userExtents, groupExtents)
        case .single(let user, let group):
            let (outerUser, outerGroup) = (try await geteuid(), try await getegid())
            users = [.init(inside: (user ?? outerUser).rawValue, outside: outerUser.rawValue)]
            groups = [.init(inside: (group ?? outerGroup).rawValue, outside: outerGroup.rawValue)]
        }
        // The child's number as this /proc counts, which need not be as we do.
        let folder = FilePath("/proc").appending(try await child.readlink("/proc/self").components)
        do {
            try await task.write(groups, to: folder.appending("gid_map"))
        } catch let refused as UserMapRefused where refused.reason.errno == .notPermitted {
            guard case .single = mappings else { throw refused }
            try await task.write("deny", to: folder.appending("setgroups"))
            try await task.write(groups, to: folder.appending("gid_map"))
        }
        try await task.write(users, to: folder.appending("uid_map"))
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
