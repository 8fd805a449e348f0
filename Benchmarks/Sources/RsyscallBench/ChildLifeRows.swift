import CReference
import Foundation
import Rsyscall
import Subprocess
import SystemPackage

extension Measurement {
    /// Children from beginning to end.
    static var childLives: [Measurement] {
        [
            Measurement(
                name: "clone-exit-wait", unit: "us", referenceName: "vfork, _exit, waitpid in C", rounds: 7
            ) {
                let count = 300
                let ours = try await nanoseconds {
                    for _ in 0..<count { _ = try await LinuxProcess.local.clone().exit() }
                }
                return (
                    ours / Double(count) / 1e3, reference_vfork_exit_wait(count) / Double(count) / 1e3
                )
            },
            Measurement(
                name: "spawn-true", unit: "us", referenceName: "posix_spawn and waitpid in C", rounds: 15
            ) {
                let count = 60
                let ours = try await spawnTrue(count)
                return (ours / 1e3, reference_posix_spawn_true(count) / Double(count) / 1e3)
            },
            Measurement(
                name: "spawn-true-2gib", unit: "us", referenceName: "our own spawn-true", rounds: 9
            ) {
                let count = 50
                let before = try await spawnTrue(count)
                let heap = UnsafeMutableRawPointer.allocate(byteCount: 2 << 30, alignment: 4096)
                heap.initializeMemory(as: UInt8.self, repeating: 1, count: 2 << 30)
                let large = try await spawnTrue(count)
                heap.deallocate()
                // On both sides of it, since what else the machine does comes and goes.
                let after = try await spawnTrue(count)
                return (large / 1e3, (before + after) / 2e3)
            },
            Measurement(
                name: "spawn-true-subprocess", unit: "us",
                referenceName: "swift-subprocess running /bin/true",
                rounds: 5
            ) {
                let count = 50
                let ours = try await spawnTrue(count)
                let theirs = try await nanoseconds {
                    for _ in 0..<count {
                        let result = try await Subprocess.run(
                            .path("/bin/true"), output: .discarded, error: .discarded)
                        precondition(result.terminationStatus.isSuccess)
                    }
                }
                return (ours / 1e3, theirs / Double(count) / 1e3)
            },
            Measurement(
                name: "run-beside-300", unit: "us", referenceName: "the same without other children",
                rounds: 9
            ) {
                let count = 30
                let before = try await runTrue(count)
                var children: [Child] = []
                for _ in 0..<300 { children.append(Child(try await LinuxProcess.local.clone())) }
                let beside = try await runTrue(count)
                for child in children { precondition(child.answers) }
                children = []
                // On both sides of it, since what else the machine does comes and goes.
                let after = try await runTrue(count)
                return (beside / 1e3, (before + after) / 2e3)
            },
            Measurement(
                name: "children-10000", unit: "bytes", referenceName: "12288 bytes for each live child",
                rounds: 1
            ) {
                let count = try await liveChildren()
                var children: [Child] = []
                children.reserveCapacity(count)
                for _ in 0..<100 { children.append(Child(try await LinuxProcess.local.clone())) }
                let before = residentBytes()
                for _ in 100..<count { children.append(Child(try await LinuxProcess.local.clone())) }
                let after = residentBytes()
                for child in children { precondition(child.answers) }
                return (Double(after - before) / Double(count - 100), 12_288)
            },
        ]
    }

    /// The nanoseconds of one clone, exec of `/bin/true` and wait.
    private static func spawnTrue(_ count: Int) async throws -> Double {
        try await nanoseconds {
            for _ in 0..<count {
                let running = try await LinuxProcess.local.clone().execve("/bin/true", ["true"], [])
                let state = try await running.wait()
                precondition(state.isSuccess)
            }
        } / Double(count)
    }

    /// The nanoseconds of one run of `true`, with its output collected.
    private static func runTrue(_ count: Int) async throws -> Double {
        try await nanoseconds {
            for _ in 0..<count {
                let output = try await LinuxProcess.local.run(Command("true"))
                precondition(output.state.isSuccess)
            }
        } / Double(count)
    }

    /// As many children as the system allows, at most 10,000.
    private static func liveChildren() async throws -> Int {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return min(10_000, Int(limit.rlim_cur) - 200)
    }

    private static func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * 4096
    }

    private final class Child {
        private let process: ClonedProcess
        init(_ process: consuming ClonedProcess) { self.process = process }
        var answers: Bool { process.pid.rawValue > 0 }
    }
}
