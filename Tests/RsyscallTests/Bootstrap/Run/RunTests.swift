import Foundation
import Testing

@testable import Rsyscall

/// Commands that are run to their end, and those that a canceled task ends.
@Suite struct RunTests {
    let process = LinuxProcess.local

    @Test func `run collects standard output and standard error`() async throws {
        let output = try await process.run(.shell("echo out; echo err >&2; exit 2"))
        #expect(output.text == "out\n")
        #expect(output.standardError == Array("err\n".utf8))
        #expect(output.state == .exited(status: 2))
        await #expect(throws: CommandError.self) {
            try await process.run(Command("no-such-command").setting("PATH", to: "/usr/bin:/bin"))
        }
        let big = try await process.run(.shell("head -c 1000000 /dev/zero"))
        #expect(big.standardOutput.count == 1_000_000)
    }

    @Test func `run returns on cancellation while another process holds its output open`() async throws {
        try await withTemporaryDirectory { directory in
            let file = directory.appending("pid").string
            let task = Task {
                // The shell is terminated; what it left in the background keeps the output open.
                try await process.run(
                    .shell("sleep 1000 & echo $! >\(file).new; mv \(file).new \(file); wait"))
            }
            while access(file, F_OK) != 0 { await Task.yield() }
            let line = try String(contentsOfFile: file, encoding: .utf8)
            let sleeper = try #require(CInt(line.trimmingCharacters(in: .whitespacesAndNewlines)))
            defer { kill(sleeper, SIGKILL) }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(kill(sleeper, 0) == 0, "the output was closed")
        }
    }

    @Test func `run works in a child in a user namespace`() async throws {
        let child = try await process.clone(.newuser, users: .single(user: .root, group: .root))
        let output = try await child.run(.shell("id -u"))
        #expect(output.text == "0\n")
        #expect(output.state.isSuccess)
        _ = try await child.exit()
    }

    @Test func `check terminates the child if its task is canceled`() async throws {
        let started = AsyncStream<Void>.makeStream()
        let task = Task {
            let running = try await process.clone().execve("/bin/sleep", ["sleep", "1000"], [])
            started.continuation.yield()
            try await running.check("sleep 1000")
        }
        for await _ in started.stream { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test(.timeLimit(.minutes(10))) func `check keeps nothing for the grace period of a canceled command`()
        async throws
    {
        let started = AsyncStream<ChildRecord>.makeStream()
        let task = Task {
            let running = try await process.clone().execve("/bin/sleep", ["sleep", "1000"], [])
            started.continuation.yield(running.record)
            try await running.check(grace: .seconds(1000))
        }
        weak var record: ChildRecord?
        for await each in started.stream {
            record = each
            break
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        while record != nil { await Task.yield() }
    }

    @Test func `check kills a canceled command that ignores SIGTERM`() async throws {
        let started = AsyncStream<Void>.makeStream()
        let pipe = try await process.pipe2()
        let task = Task {
            let child = try await process.clone()
            try await child.inherit(pipe.write).dup3(ontoUnowned: FileDescriptorNumber(1))
            let script = "trap '' TERM; echo ready; while :; do sleep 1; done"
            let running = try await child.execve("/bin/sh", ["sh", "-c", CString(script)], [])
            started.continuation.yield()
            try await running.check(grace: .milliseconds(20))
        }
        for await _ in started.stream { break }
        #expect(try await pipe.read.read(upTo: 5) == Array("ready".utf8))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
