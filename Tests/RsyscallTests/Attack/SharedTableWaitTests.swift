import Testing

@testable import Rsyscall

/// Tasks that wait for calls of a child, which shares our table or has another one.
@Suite struct SharedTableWaitTests {
    let process = LinuxProcess.local

    enum Departure: CaseIterable {
        case death
        case exit
        case execution
        case otherTable

        func happen(to child: consuming ClonedProcess) async throws {
            switch self {
            case .death: try await child.killAndWait()
            case .exit: try await child.exit()
            case .execution: _ = try await child.exec(Command("true")).wait()
            case .otherTable:
                try await child.unshare(.files)
                try await child.killAndWait()
            }
        }
    }

    @Test(arguments: [CLONE.files, []], Departure.allCases)
    func `wait for a call of a child ends when the child departs`(
        flags: CLONE, departure: Departure
    ) async throws {
        let child = try await process.clone(flags)
        let pair = try await child.socketpair(.unix, .stream)
        let reader = try await AsyncFileDescriptor(pair.first)
        let full = try await child.socketpair(.unix, .stream)
        let writer = try await AsyncFileDescriptor(full.first)
        let peers = (HeldDescriptor(pair.second), HeldDescriptor(full.second))
        let waits = [
            Task { _ = try await reader.read(upTo: 1) },
            Task { try await reader.waitForHangup() },
            Task { try await writer.write([UInt8](repeating: 0, count: 1 << 20)) },
        ]
        while !reader.source.isAwaited(for: .reading) || !reader.source.isAwaited(for: .hangup)
            || !writer.source.isAwaited(for: .writing)
        {
            await Task.yield()
        }
        try await departure.happen(to: child)
        for wait in waits { await #expect(throws: (any Error).self) { try await wait.value } }
        withExtendedLifetime(peers) {}
    }
}
