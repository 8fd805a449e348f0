import Foundation
import Rsyscall
import Testing

/// The end of a child as several tasks see it, and the handles that tasks hand to each other.
@Suite struct ChildEndingTests {
    enum Tracer: CaseIterable {
        case waits, ends
    }

    @Test(.timeLimit(.minutes(5)), arguments: Tracer.allCases)
    func `child that another process traces is reaped once that`(_ tracer: Tracer) async throws {
        let process = LinuxProcess.local
        let other = try await process.clone()
        let child = try await process.clone()
        let (seize, all): (UInt, UInt) = (0x4206, 0x4000_0000)
        // Yama lets only ancestors trace otherwise: PR_SET_PTRACER, PR_SET_PTRACER_ANY.
        _ = try? await child.unsafeSyscall(.prctl, UInt(0x5961_6d61), UInt.max)
        _ = try await other.unsafeSyscall(.ptrace, seize, child.pid, Address.null, Address.null)
        let pid = child.pid
        let ending = Task { [child = Handover(child)] in try await child.take().killAndWait() }
        try await awaitTruth {
            try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8).contains(") Z ")
        }
        switch tracer {
        case .waits: _ = try await other.unsafeSyscall(.wait4, pid, Address.null, all, Address.null)
        case .ends: _ = try await other.exit()
        }
        #expect(try await ending.value == .killed(.kill, coreDumped: false))
    }

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
