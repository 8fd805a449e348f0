import CReference
import Rsyscall

extension Measurement {
    /// Processes over a stream, which is a pair of sockets.
    static var streams: [Measurement] {
        [
            Measurement(
                name: "stream-getuid", unit: "us",
                referenceName: "C over a socket, through a relay and a worker", rounds: 15
            ) {
                let count = 3_000
                let first = try await start()
                let ours = try await getuid(of: first.process, count)
                let reference = reference_relay_ping_pong(count)
                _ = try await first.killAndWait()
                return (ours / Double(count) / 1e3, reference / Double(count) / 1e3)
            },
            Measurement(
                name: "stream-getuid-1000", unit: "us", referenceName: "the same with one process", rounds: 5
            ) {
                let count = 3_000
                let first = try await start()
                let one = try await getuid(of: first.process, count)
                var others: [Handover<ClonedProcess>] = []
                for _ in 0..<999 { others.append(Handover(try await first.clone())) }
                let many = try await getuid(of: first.process, count)
                for child in others { _ = try await child.take().killAndWait() }
                _ = try await first.killAndWait()
                return (many / Double(count) / 1e3, one / Double(count) / 1e3)
            },
            Measurement(
                name: "stream-bulk", unit: "ms",
                referenceName: "C over a socket and one memcpy, 1 GiB each way", rounds: 3
            ) {
                let pieces = 1024
                let first = try await start()
                let bytes = Bytes(Array(repeating: 7, count: 1 << 20))
                let begin = ContinuousClock.now
                var memory = try await first.pointer(to: bytes)
                for _ in 1..<pieces { memory = try await memory.write(bytes) }
                for _ in 0..<pieces { _ = try await memory.read() }
                let ours = nanoseconds(since: begin)
                let reference = reference_stream_bulk(pieces)
                _ = try await first.killAndWait()
                return (ours / 1e6, reference / 1e6)
            },
            Measurement(
                name: "stream-event-echo", unit: "us", referenceName: "event-echo and stream-getuid",
                rounds: 15
            ) {
                let count = 2_000
                let first = try await start()
                let call = try await getuid(of: first.process, count) / Double(count)
                let ours = try await wakeUp(of: first.process, count)
                _ = try await first.killAndWait()
                let echo = try await OurEcho.run(connections: 1, count: count).time / Double(count)
                return (ours / 1e3, (call + echo) / 1e3)
            },
        ]
    }

    /// From the writing to a pipe until a process that waits for it has read it.
    private static func wakeUp(of process: LinuxProcess, _ count: Int) async throws -> Double {
        let local = LinuxProcess.local
        let pipe = try await local.pipe2()
        let path = "/proc/\(try await local.getpid())/fd/\(pipe.read.number)"
        let end = try await AsyncFileDescriptor(process.open(path))
        var total = 0.0
        for _ in 0..<count {
            var start = ContinuousClock.now
            _ = try await end.whenReadable { descriptor in
                do {
                    return try await descriptor.read(upTo: 1)
                } catch {
                    start = ContinuousClock.now
                    try await pipe.write.write([1])
                    throw error
                }
            }
            total += nanoseconds(since: start)
        }
        return total / Double(count)
    }

    private static func start() async throws -> ClonedProcess {
        try await LinuxProcess.local.start(through: Command("setpriv"), sharingMemory: false)
    }

    private static func getuid(of process: LinuxProcess, _ count: Int) async throws -> Double {
        try await nanoseconds {
            for _ in 0..<count { _ = try await process.getuid() }
        }
    }
}
