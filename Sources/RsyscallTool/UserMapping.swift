import Rsyscall
import SystemPackage

/// The users and groups that a child has in a user namespace of its own; see `user_namespaces(7)`.
struct UserMapping {
    /// Whether the child has all of ours, and so must still take those that it is to run as.
    let isWhole: Bool
    let mappings: UserMappings

    /// Creates the mapping that the kernel permits: all that we have ourselves if we are privileged, otherwise our own
    /// user and group.
    init(for shape: Shape, from process: LinuxProcess) async throws {
        // Mapping user 0 needs the last of them too.
        let needed: [CAP] = [.setuid, .setgid, .setfcap]
        let capabilities = try await process.capget().effective
        isWhole = needed.allSatisfy { capabilities.contains($0) }
        if isWhole {
            mappings = .extents(
                users: try await Self.identity(of: "/proc/self/uid_map", from: process),
                groups: try await Self.identity(of: "/proc/self/gid_map", from: process))
        } else {
            mappings = .single(user: shape.user, group: shape.group)
        }
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
