import Rsyscall
import SystemPackage

/// Which users and groups a child has in a user namespace of its own; see `user_namespaces(7)`.
struct UserMapping {
    /// Whether the child has all of ours, and so must still take those that it is to run as.
    let isWhole: Bool
    private let users: String
    private let groups: String

    /// The mapping that the kernel lets us make: all that we have ourselves if we are privileged, else our
    /// own user and group.
    init(for shape: Shape, from process: LinuxProcess) async throws {
        // Mapping user 0 needs the last of them too.
        let needed: [CAP] = [.setuid, .setgid, .setfcap]
        let capabilities = try await process.capget().effective
        isWhole = needed.allSatisfy { capabilities.contains($0) }
        if isWhole {
            users = try await Self.identity(of: "/proc/self/uid_map", from: process)
            groups = try await Self.identity(of: "/proc/self/gid_map", from: process)
        } else {
            let user = try await process.geteuid()
            let group = try await process.getegid()
            users = "\(shape.user ?? user) \(user) 1"
            groups = "\(shape.group ?? group) \(group) 1"
        }
    }

    /// Gives the child its users and groups.
    func write(to child: ProcessID, from process: LinuxProcess) async throws {
        let folder = FilePath("/proc/\(child)")
        if !isWhole {
            // The kernel demands this of the unprivileged before it lets them map a group.
            try await write("deny", to: folder.appending("setgroups"), from: process)
        }
        try await write(groups, to: folder.appending("gid_map"), from: process)
        try await write(users, to: folder.appending("uid_map"), from: process)
    }

    private func write(_ text: String, to path: FilePath, from process: LinuxProcess) async throws {
        try await step("--new user: \(path)") {
            let file = try await process.open(path, [.wronly, .cloexec])
            try await file.write(text.utf8)
        }
    }

    /// The map that gives each number that `map` gives to somebody to itself.
    private static func identity(of map: FilePath, from process: LinuxProcess) async throws -> String {
        try await process.contents(of: map).split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            return "\(words[0]) \(words[0]) \(words[2])"
        }.joined(separator: "\n")
    }
}
