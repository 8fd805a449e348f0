import Foundation
import Testing

@testable import Rsyscall

@Suite struct ManyConnectionTests {
    /// The two ends of each take two descriptors.
    @Test func `4,000 connections are held and echoed at once, and nothing is left`() async {
        await #expect(processExitsWith: .success) {
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            // As many as the system permits: where that is less, so are the connections.
            limit.rlim_cur = min(limit.rlim_max, 1 << 16)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            let count = min(4000, (Int(limit.rlim_cur) - 200) / 2)

            let loop = LinuxProcess.local.host.loop
            // Has the loop start, whose own descriptors stay.
            let first = try await socketPair()
            _ = try loop.watch(first.near.descriptor.number) { _ in }
            let socketsBefore = try await openSockets()
            let watchedBefore = loop.watchedCount
            try await holdAndEcho(count)
            // The last reference to a descriptor may be a task's that is just ending.
            while loop.watchedCount > watchedBefore { await Task.yield() }
            while try await openSockets() > socketsBefore { await Task.yield() }
        }
    }
}

private typealias SocketPair = (near: AsyncFileDescriptor, far: AsyncFileDescriptor)

private func socketPair() async throws -> SocketPair {
    var numbers: [CInt] = [-1, -1]
    let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    try #require(socketpair(AF_UNIX, type, 0, &numbers) == 0)
    let near = try OwnedFileDescriptor(adopting: FileDescriptorNumber(numbers[0]), of: .local)
    let far = try OwnedFileDescriptor(adopting: FileDescriptorNumber(numbers[1]), of: .local)
    return (try await AsyncFileDescriptor(near), try await AsyncFileDescriptor(far))
}

private func openSockets() async throws -> Int {
    try await LinuxProcess.local.openFiles(named: "socket:")
}

/// Has all far ends wait before the first message is sent, and answer twice.
private func holdAndEcho(_ count: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        var nearEnds: [AsyncFileDescriptor] = []
        for _ in 0..<count {
            let pair = try await socketPair()
            nearEnds.append(pair.near)
            let far = pair.far
            group.addTask {
                for _ in 0..<2 { try await far.write(far.read(upTo: 64)) }
            }
        }
        for round in 0..<2 {
            for (index, near) in nearEnds.enumerated() {
                try await near.write([UInt8(truncatingIfNeeded: index), UInt8(round)])
            }
            for (index, near) in nearEnds.enumerated() {
                let answer = try await near.read(upTo: 64)
                try #require(answer == [UInt8(truncatingIfNeeded: index), UInt8(round)])
            }
        }
        try await group.waitForAll()
    }
}
