import CReference
import Foundation
import Rsyscall

extension Measurement {
    /// Calls of a child.
    static var childCalls: [Measurement] {
        [
            Measurement(
                name: "child-getuid", unit: "ns",
                referenceName: "futex ping-pong between two processes, a core each", rounds: 15
            ) {
                let count = 10_000
                let child = try await LinuxProcess.local.clone()
                let ours = try await nanoseconds {
                    for _ in 0..<count { _ = try await child.getuid() }
                }
                _ = try await child.exit()
                return (ours / Double(count), reference_futex_ping_pong(2_000, 0, 1) / 2_000)
            },
            Measurement(
                name: "child-getuid-one-core", unit: "ns",
                referenceName: "futex ping-pong between two processes on one core", rounds: 7
            ) {
                let count = 5_000
                let reference = reference_futex_ping_pong(count, 0, 0) / Double(count)
                let ours = try await onProcessor(0) {
                    let child = try await LinuxProcess.local.clone()
                    try await child.sched_setaffinity(CpuSet([0]))
                    let took = try await nanoseconds {
                        for _ in 0..<count { _ = try await child.getuid() }
                    }
                    _ = try await child.exit()
                    return took
                }
                return (ours / Double(count), reference)
            },
            Measurement(
                name: "child-stat", unit: "ns", referenceName: "our own child-getuid and newfstatat in C",
                rounds: 61
            ) {
                let count = 1_000
                let child = try await LinuxProcess.local.clone()
                let ours = try await nanoseconds {
                    for _ in 0..<count { _ = try await child.stat("/etc/passwd") }
                }
                let trips = try await getuid(of: child, count)
                _ = try await child.exit()
                return (ours / Double(count), (trips + reference_stat("/etc/passwd", count)) / Double(count))
            },
            Measurement(
                name: "child-open-close", unit: "ns",
                referenceName: "two of our own child-getuid, openat and close in C", rounds: 61
            ) {
                let count = 1_000
                let child = try await LinuxProcess.local.clone()
                let ours = try await nanoseconds {
                    for _ in 0..<count {
                        try await child.open("/etc/passwd", .rdonly).close()
                    }
                }
                let trips = try await getuid(of: child, 2 * count)
                _ = try await child.exit()
                return (
                    ours / Double(count), (trips + reference_open_close("/etc/passwd", count)) / Double(count)
                )
            },
            Measurement(
                name: "child-idle-cpu", unit: "s", referenceName: "wall time of a child blocked in read",
                rounds: 1
            ) {
                let pipe = try await LinuxProcess.local.pipe2()
                let child = try await LinuxProcess.local.clone()
                let reader = Reader(try await child.inherit(pipe.read))
                async let received = reader.read()
                try await Task.sleep(for: .milliseconds(50))
                let before = reference_cpu_seconds() + cpuSeconds(of: child.pid)
                let wall = try await nanoseconds { try await Task.sleep(for: .seconds(5)) } / 1e9
                let burned = reference_cpu_seconds() + cpuSeconds(of: child.pid) - before
                try await pipe.write.write([1])
                _ = try await received
                _ = try await child.exit()
                return (burned, wall)
            },
        ]
    }

    /// The nanoseconds of `count` calls of a child that do next to nothing.
    private static func getuid(of child: borrowing ClonedProcess, _ count: Int) async throws -> Double {
        let start = ContinuousClock.now
        for _ in 0..<count { _ = try await child.getuid() }
        return nanoseconds(since: start)
    }

    /// Runs `body` with all our threads on one processor.
    private static func onProcessor(_ processor: Int, _ body: () async throws -> Double) async throws
        -> Double
    {
        reference_pin(CInt(processor))
        defer { reference_pin(-1) }
        return try await body()
    }

    /// Of another process, to the nanosecond, from its schedstat.
    private static func cpuSeconds(of pid: ProcessID) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/schedstat", encoding: .utf8)) ?? ""
        return (text.split(separator: " ").first.flatMap { Double($0) } ?? 0) / 1e9
    }

    private actor Reader {
        private let descriptor: OwnedFileDescriptor
        init(_ descriptor: consuming OwnedFileDescriptor) { self.descriptor = descriptor }
        func read() async throws -> [UInt8] { try await descriptor.read(upTo: 1) }
    }
}
