import Foundation
import Testing

@testable import Rsyscall

/// How the end and the stops of a child are seen, also if others wait for it.
@Suite struct ChildProcessTests {
    let process = LinuxProcess.local

    @Test func `wait sees stopped and continued`() async throws {
        let running = try await process.clone().execve("/bin/sleep", ["sleep", "1000"], [])
        try running.signal(.stop)
        guard case .changed(let stopped, let first) = try await running.wait(for: [.stopped, .continued])
        else {
            Issue.record("the child is gone")
            return
        }
        #expect(first == .stopped(.stop))
        try stopped.signal(.cont)
        guard case .changed(let continued, let second) = try await stopped.wait(for: [.stopped, .continued])
        else {
            Issue.record("the child is gone")
            return
        }
        #expect(second == .continued)
        try continued.signal(.term)
        #expect(try await continued.wait() == .killed(.term, coreDumped: false))
    }

    // In a process of its own: Foundation reads beyond the end of its list of 1,365 open descriptors.
    @Test func `wait and Foundation's Process do not take each other's exit status`() async {
        await #expect(processExitsWith: .success) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        for _ in 0..<5 {
                            let ended = AsyncStream<CInt>.makeStream()
                            let theirs = Process()
                            theirs.executableURL = URL(fileURLWithPath: "/bin/sh")
                            theirs.arguments = ["-c", "exit 4"]
                            theirs.terminationHandler = { ended.continuation.yield($0.terminationStatus) }
                            try theirs.run()
                            let ours = try await LinuxProcess.local.clone().execve(
                                "/bin/sh", ["sh", "-c", "exit 3"], [])
                            #expect(try await ours.wait() == .exited(status: 3))
                            // Not waitUntilExit, which takes the threads that the other tasks go on by.
                            var next = ended.stream.makeAsyncIterator()
                            #expect(await next.next() == 4)
                            theirs.terminationHandler = nil
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `waitpid of -1 elsewhere takes no child that serves`() async throws {
        let child = try await process.clone()
        var status: CInt = 0
        // Such a child sends no SIGCHLD, so a plain wait does not see it.
        let waited = waitpid(child.pid.rawValue, &status, WaitOptions.nohang.rawValue)
        #expect(waited == -1)
        #expect(try await child.exit(5) == .exited(status: 5))
    }

    @Test func `wait recovers a status that waitpid took or throws AlreadyTaken`() async throws {
        for _ in 0..<50 {
            let running = try await process.clone().execve("/bin/sh", ["sh", "-c", "exit 6"], [])
            let pid = running.pid.rawValue
            let thief = Task.detached {
                var status: CInt = 0
                while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
            }
            do {
                #expect(try await running.wait() == .exited(status: 6))
            } catch {
                #expect(error is AlreadyTaken)
            }
            await thief.value
        }
    }
}
