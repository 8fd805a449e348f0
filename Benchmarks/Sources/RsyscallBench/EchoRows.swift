import Foundation
import Rsyscall
import SystemPackage

/// Connections both of whose ends are ours or the reference's: one end sends 64 bytes and waits for their return, and
/// the other sends back what comes.
protocol Echo {
    /// Makes `connections` pairs of connected sockets, and echoes `count` times on each, all at the same time.
    ///
    /// - Returns: What it took.
    static func run(connections: Int, count: Int) async throws -> Cost
}

/// What a piece of work took, in nanoseconds.
struct Cost {
    var time: Double
    var processor: Double

    /// That of `body`.
    static func of(_ body: () async throws -> Void) async rethrows -> Cost {
        let before = processorTime
        let time = try await nanoseconds(body)
        return Cost(time: time, processor: processorTime - before)
    }

    /// The processor time of this process until now.
    private static var processorTime: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return Double(seconds) * 1e9 + Double(microseconds) * 1e3
    }
}

extension Measurement {
    /// What one end sends.
    static let echoedByteCount = 64

    /// Waiting for many descriptors.
    static var events: [Measurement] {
        [
            echo("event-echo", OurEcho.self, "NIOAsyncChannel", AsyncChannelEcho.self),
            echo("event-echo-handlers", OurEcho.self, "a handler of swift-nio", HandlerEcho.self),
            echo(
                "event-echo-1000", OurEcho.self, "NIOAsyncChannel", AsyncChannelEcho.self, connections: 1000),
            echo(
                "event-cpu", OurEcho.self, "NIOAsyncChannel", AsyncChannelEcho.self, connections: 100,
                \.processor),
            idle,
        ]
    }

    private static func echo(
        _ name: String, _ ours: any Echo.Type, _ referenceName: String, _ reference: any Echo.Type,
        connections: Int = 1, _ cost: @escaping (Cost) -> Double = \.time
    ) -> Measurement {
        Measurement(name: name, unit: "us", referenceName: referenceName, rounds: 7) {
            raiseDescriptorLimit()
            let count = max(3000 / connections, 10)
            let total = Double(connections * count) * 1e3
            return (
                cost(try await ours.run(connections: connections, count: count)) / total,
                cost(try await reference.run(connections: connections, count: count)) / total
            )
        }
    }

    /// From the writing of an eventfd to the return of its reader.
    private static var idle: Measurement {
        Measurement(
            name: "event-idle-10000", unit: "us", referenceName: "the same with 10 eventfds", rounds: 7
        ) {
            raiseDescriptorLimit()
            return (try await wakeUp(among: 10_000), try await wakeUp(among: 10))
        }
    }

    private static func wakeUp(among registered: Int) async throws -> Double {
        var descriptors: [AsyncFileDescriptor] = []
        for _ in 0..<registered {
            descriptors.append(try await AsyncFileDescriptor(LinuxProcess.local.eventfd()))
        }
        let count = 1000
        var waiters = descriptors.dropFirst().map { descriptor in
            Task { _ = try? await descriptor.read(upTo: 8) }
        }
        // They have all read in vain, and been registered for it, once each has had its turn.
        for _ in 0..<4 { await Task.yield() }
        let watched = descriptors[0]
        let total = try await nanoseconds {
            for _ in 0..<count {
                async let value = watched.read(upTo: 8)
                await Task.yield()
                try await watched.write([1, 0, 0, 0, 0, 0, 0, 0] as [UInt8])
                _ = try await value
            }
        }
        for waiter in waiters { waiter.cancel() }
        for waiter in waiters { await waiter.value }
        waiters = []
        return total / Double(count) / 1e3
    }

    /// As high as it goes without a privilege.
    private static func raiseDescriptorLimit() {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

/// Two sockets that are connected, which don't wait.
func connectedSockets() -> (CInt, CInt) {
    var ends: [CInt] = [-1, -1]
    let type = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue) | CInt(SOCK_NONBLOCK.rawValue)
    precondition(socketpair(AF_UNIX, type, 0, &ends) == 0)
    return (ends[0], ends[1])
}

/// With ``AsyncFileDescriptor``.
enum OurEcho: Echo {
    static func run(connections: Int, count: Int) async throws -> Cost {
        var clients: [AsyncFileDescriptor] = []
        var servers: [Task<Void, any Error>] = []
        for _ in 0..<connections {
            let (near, far) = connectedSockets()
            clients.append(try await waiting(near))
            let server = try await waiting(far)
            servers.append(
                Task {
                    for try await part in server.chunks() { try await server.write(part) }
                })
        }
        let message = [UInt8](repeating: 1, count: Measurement.echoedByteCount)
        let cost = try await Cost.of {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in clients {
                    group.addTask {
                        for _ in 0..<count {
                            try await client.write(message)
                            var received = 0
                            while received < message.count {
                                received += try await client.read(upTo: message.count).count
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        clients = []
        for server in servers { try await server.value }
        return cost
    }

    private static func waiting(_ number: CInt) async throws -> AsyncFileDescriptor {
        let local = LinuxProcess.local
        return try await AsyncFileDescriptor(
            OwnedFileDescriptor(adopting: FileDescriptorNumber(number), of: local))
    }
}
