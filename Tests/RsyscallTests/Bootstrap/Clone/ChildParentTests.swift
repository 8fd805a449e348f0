import CRsyscall
import Foundation
import Rsyscall
import Testing

/// Children whose parent is not our process: the init of a pid namespace, or our own parent.
@Suite(.timeLimit(.minutes(10))) struct ChildParentTests {
    let process = LinuxProcess.local

    @Test func `wait for stopped sees a child of the init of a pid namespace`() async throws {
        let first = try await process.clone([.newuser, .newpid])
        try await expectStopsSeen(ofChildrenOf: first.process, besides: first)
        // A sibling of such a child is the init's too.
        let second = try await first.clone()
        try await expectStopsSeen(ofChildrenOf: second.process, besides: first)
    }

    private func expectStopsSeen(
        ofChildrenOf maker: LinuxProcess, besides parent: borrowing ClonedProcess
    ) async throws {
        let seen = AsyncStream<Signaler>.makeStream()
        let end = Task { () -> ChildState in
            defer { seen.continuation.finish() }
            let running = try await maker.clone()
                .execve("/bin/sh", ["sh", "-c", "kill -STOP $$; exec sleep 1000"], [])
            let stopped = try await change(of: running, .stopped(.stop))
            seen.continuation.yield(stopped.signaler)
            let continued = try await change(of: stopped, .continued)
            try continued.signal(.term)
            guard case .gone(let end) = try await continued.wait(for: .stopped) else { return .continued }
            return end
        }
        for await signaler in seen.stream {
            // While that one is waited for, its parent does other things.
            let other = try await parent.clone().execve("/bin/true", ["true"], [])
            #expect(try await other.wait() == .exited(status: 0))
            try signaler.signal(.cont)
        }
        #expect(try await end.value == .killed(.term, coreDumped: false))
    }

    private func change(
        of child: consuming ChildProcess, _ expected: ChildState
    ) async throws -> ChildProcess {
        switch try await child.wait(for: [.stopped, .continued]) {
        case .gone(let state): throw Gone(state: state)
        case .changed(let child, let state):
            #expect(state == expected)
            return child
        }
    }

    private struct Gone: Error { let state: ChildState }

    @Test func `exit status of a sibling of an init's child is reported`() async throws {
        let first = try await process.clone([.newuser, .newpid])
        let second = try await first.clone()
        let third = try await second.clone()
        #expect(try await third.exit(5) == .exited(status: 5))
    }

    @Test func `wait for stopped fails with ECHILD on a CLONE_PARENT sibling`() async throws {
        let running = try await process.clone(.parent).execve("/bin/sleep", ["sleep", "1000"], [])
        try running.signal(.stop)
        let sibling = try await expectRefused(.errno(ECHILD), running) { try await $0.wait(for: .stopped) }
        try sibling.signal(.kill)
        do {
            #expect(try await sibling.wait() == .killed(.kill, coreDumped: false))
        } catch {
            expectTruth(error)
        }
    }

    @Test func `AlreadyTaken is thrown if the parent took the exit status`() async throws {
        let first = try await process.clone([.newuser, .newpid])
        let child = try await first.clone()
        let running = try await first.execve("/bin/sleep", ["sleep", "1000"], [])
        // Whether its status is known depends on the kernel, and on when its parent takes it.
        do {
            #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        } catch {
            expectTruth(error)
        }
        try running.signal(.kill)
        _ = try await running.wait()
    }

    private func expectTruth(_ error: any Error) {
        #expect(error is AlreadyTaken)
        #expect("\(error)".hasSuffix("its status is its parent's, which is not this process"))
    }
}
