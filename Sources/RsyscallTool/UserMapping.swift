import Rsyscall
import SystemPackage

/// The users and groups that a child has in a user namespace of its own; see `user_namespaces(7)`.
struct UserMapping {
    /// Whether the child has all of ours, and so must still take those that it is to run as.
    let isWhole: Bool
    let mappings: UserMappings

    /// Creates the mapping that the kernel permits: all that we have ourselves if we are privileged and those that are
    /// asked for are among them, otherwise our own user and group under the numbers that are asked for. The root of a
    /// user namespace may have one user only.
    init(for shape: Shape, from process: LinuxProcess) async throws {
        // Mapping user 0 needs the last of them too.
        let needed: [CAP] = [.setuid, .setgid, .setfcap]
        let capabilities = try await process.capget().effective
        if needed.allSatisfy({ capabilities.contains($0) }) {
            let users = try await Self.identity(of: "/proc/self/uid_map", from: process)
            let groups = try await Self.identity(of: "/proc/self/gid_map", from: process)
            if users.have(shape.user?.rawValue), groups.have(shape.group?.rawValue) {
                isWhole = true
                mappings = .extents(users: users, groups: groups)
                return
            }
        }
        isWhole = false
        mappings = .single(user: shape.user, group: shape.group)
    }

    /// Returns the ranges of `map`, each mapped to itself.
    private static func identity(
        of map: FilePath, from process: LinuxProcess
    ) async throws -> [UserMappings.Extent] {
        try await process.contents(of: map).split(separator: "\n").compactMap { line in
            let numbers = line.split(separator: " ").compactMap { UInt32($0) }
            guard numbers.count == 3 else { return nil }
            return UserMappings.Extent(inside: numbers[0], outside: numbers[0], count: numbers[2])
        }
    }
}

extension [UserMappings.Extent] {
    /// Whether the number is in one of the ranges, if there is one.
    fileprivate func have(_ number: UInt32?) -> Bool {
        guard let number else { return true }
        return contains { $0.inside <= number && number - $0.inside < $0.count }
    }
}
