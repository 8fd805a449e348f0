import Foundation
import Rsyscall
import Testing

/// The end of a child as several tasks see it, and the handles that tasks hand to each other.
@Suite struct ChildEndingTests {
    let process = LinuxProcess.local

    @Test func `ending of a program is waited for by 20 tasks and by its owner`() async throws {
        let running = try await process.clone().execve("/bin/sh", ["sh", "-c", "sleep 0.1; exit 7"], [])
        let ending = running.ending
        try await withThrowingTaskGroup(of: ChildState.self) { group in
            for _ in 0..<20 { group.addTask { try await ending.wait() } }
            for try await state in group { #expect(state == .exited(status: 7)) }
        }
        #expect(try await running.wait() == .exited(status: 7))
        #expect(try await ending.wait() == .exited(status: 7))
    }

    @Test func `ending of a child that is dropped reports that it was killed`() async throws {
        let ending = try await process.clone().ending
        #expect(try await ending.wait() == .killed(.kill, coreDumped: false))
    }

    @Test func `Handover gives a handle to a task that consumes it`() async throws {
        let running = try await process.clone().execve("/bin/sh", ["sh", "-c", "exit 3"], [])
        let handover = Handover(running)
        let end = Task { try await handover.take().wait() }
        #expect(try await end.value == .exited(status: 3))
        #expect(throws: AlreadyTaken.self) { _ = try handover.take() }
    }

    @Test func `Handover that isn't taken drops its value`() async throws {
        let child = try await process.clone()
        let ending = child.ending
        var handovers = [Handover(child)]
        handovers = []
        #expect(handovers.isEmpty)
        #expect(try await ending.wait() == .killed(.kill, coreDumped: false))
    }

    @Test func `Handover is taken by one of many tasks`() async throws {
        let handover = Handover(try await process.memfd_create("file"))
        let taken = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<20 {
                group.addTask { (try? handover.take()) == nil ? 0 : 1 }
            }
            return await group.reduce(0, +)
        }
        #expect(taken == 1)
    }
}
