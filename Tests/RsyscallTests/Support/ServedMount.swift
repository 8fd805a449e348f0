import Foundation
import Rsyscall
import SystemPackage

/// A mount of a test program's own FUSE server, as `/proc/self/mountinfo` lists it.
///
/// The kernel keeps such a mount after the program was killed. Its source names the program, so that the next one
/// knows without asking the server, which might not answer.
struct ServedMount: Equatable {
    private static let prefix = "rsyscall-test-"

    /// What our own mounts have as their source.
    static var source: String { "\(prefix)\(getpid())" }

    let path: FilePath
    private let server: pid_t

    /// Returns the mounts of all test programs.
    static func all() async throws -> [ServedMount] {
        let listing = try await LinuxProcess.local.contents(of: "/proc/self/mountinfo", limit: 1 << 24)
        return String(decoding: listing, as: UTF8.self).split(separator: "\n").compactMap { line in
            let halves = line.components(separatedBy: " - ")
            guard halves.count == 2 else { return nil }
            let (place, origin) = (halves[0].split(separator: " "), halves[1].split(separator: " "))
            guard place.count > 4, origin.count > 1, origin[0] == "fuse", origin[1].hasPrefix(prefix),
                let server = pid_t(origin[1].dropFirst(prefix.count))
            else { return nil }
            return ServedMount(path: FilePath(String(place[4])), server: server)
        }
    }

    /// Unmounts those whose program is gone, and removes their directories.
    static func removeAbandoned() async throws {
        for mount in try await all() where mount.isAbandoned {
            // Another program may do the same.
            try? await LinuxProcess.local.umount2(mount.path, .detach)
            try? await LinuxProcess.local.rmdir(mount.path)
        }
    }

    private var isAbandoned: Bool { kill(server, 0) != 0 && errno == ESRCH }
}
