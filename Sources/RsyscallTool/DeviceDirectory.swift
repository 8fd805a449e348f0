import Glibc
import Rsyscall
import SystemPackage

/// A small `/dev`: devices of the host that are safe for every user, and terminals of its own.
struct DeviceDirectory: Sendable {
    private let directory: GatheredMount
    private let devices: [(name: String, mount: GatheredMount)]
    private let terminals: GatheredMount

    private static let names = ["null", "zero", "full", "random", "urandom", "tty"]

    /// The number of descriptors that it needs.
    static var size: Int { names.count + 3 }

    init(in child: LinuxProcess) async throws {
        directory = try await .new("tmpfs", .nosuid, with: ["mode": "755"], in: child)
        var devices: [(String, GatheredMount)] = []
        for name in Self.names {
            devices.append((name, try await .copy(of: FilePath("/dev").appending(name), in: child)))
        }
        // A new devpts doesn't have our terminal, which programs inside could then not find by its name.
        let terminal = [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO].lazy.compactMap { ttyname($0) }.first
        if let terminal {
            devices.append(("console", try await .copy(of: FilePath(platformString: terminal), in: child)))
        }
        self.devices = devices
        terminals = try await .new(
            "devpts", [.nosuid, .noexec], with: ["ptmxmode": "666", "mode": "620"], in: child)
    }

    func place(at target: FilePath, in child: borrowing ClonedProcess) async throws {
        try await directory.place(at: target, in: child)
        for (name, mount) in devices { try await mount.place(at: target.appending(name), in: child) }
        try await terminals.place(at: target.appending("pts"), in: child)
        try await child.mkdir(target.appending("shm"), mode: [.svtx, .rwxu, .rwxg, .rwxo])
        for (name, leadsTo) in [
            ("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"), ("stdout", "/proc/self/fd/1"),
            ("stderr", "/proc/self/fd/2"), ("ptmx", "pts/ptmx"),
        ] {
            try await child.symlink(FilePath(leadsTo), at: target.appending(name))
        }
    }
}
