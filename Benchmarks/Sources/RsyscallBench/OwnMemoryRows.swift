import CReference
import Rsyscall
import SystemPackage

extension Measurement {
    /// Processes with memory of their own.
    static var ownMemory: [Measurement] {
        [
            Measurement(
                name: "own-space-getuid", unit: "ns", referenceName: "our own child-getuid", rounds: 31
            ) {
                let count = 5_000
                let child = try await LinuxProcess.local.clone()
                let own = try await LinuxProcess.local.clone().withOwnMemory()
                let before = try await getuid(of: child.process, count)
                let ours = try await getuid(of: own.process, 2 * count)
                // On both sides of it, since what else the machine does comes and goes.
                let after = try await getuid(of: child.process, count)
                _ = try await child.exit()
                _ = try await own.exit()
                return (ours / Double(2 * count), (before + after) / Double(2 * count))
            },
            Measurement(
                name: "own-space-start", unit: "us",
                referenceName: "posix_spawn of the same stub and an echo through pipes in C", rounds: 15
            ) {
                let count = 30
                let model = try await LinuxProcess.local.clone().withOwnMemory()
                var ours = 0.0
                for _ in 0..<count {
                    let start = ContinuousClock.now
                    let own = try await LinuxProcess.local.cloneWithOwnMemory()
                    _ = try await own.getuid()
                    ours += nanoseconds(since: start)
                    _ = try await own.killAndWait()
                }
                let reference = reference_posix_spawn_stub("/proc/\(model.pid)/exe", count)
                _ = try await model.exit()
                return (ours / Double(count) / 1e3, reference / Double(count) / 1e3)
            },
        ]
    }

    private static func getuid(of process: LinuxProcess, _ count: Int) async throws -> Double {
        try await nanoseconds {
            for _ in 0..<count { _ = try await process.getuid() }
        }
    }
}
