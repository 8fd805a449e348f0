import Foundation
import Testing

@testable import Rsyscall

/// Commands that a body talks with, and how each of them ends.
@Suite(.everyKindThatClones) struct RunningCommandTests {
    let process = ProcessKind.current

    private struct Failed: Error {}

    @Test func `run with a body delivers each piece when it arrives from a program that never ends`()
        async throws
    {
        let ending = try await process.run(.shell("echo one; echo two; exec sleep 1000")) { running in
            var lines = try running.standardOutput.lines().makeAsyncIterator()
            let two = [try await lines.next(), try await lines.next()]
            #expect(two == [Array("one".utf8), Array("two".utf8)])
            return running.ending
        }
        #expect(try await ending.wait() == .killed(.term, coreDumped: false))
    }

    @Test func `run with a body answers what it reads`() async throws {
        let output = try await process.run(Command("cat"), input: .written) { running in
            var lines = try running.standardOutput.lines().makeAsyncIterator()
            for round in 1...20 {
                try await running.standardInput.write("round \(round)\n")
                #expect(try await lines.next() == Array("round \(round)".utf8))
            }
            try await running.standardInput.close()
            await #expect(throws: Unsupported.self) { try await running.standardInput.write("late") }
            #expect(try await lines.next() == nil)
            return try await running.finish()
        }
        #expect(output.state == .exited(status: 0))
    }

    @Test func `run with a body streams both outputs of megabytes at once`() async throws {
        let script = "head -c 3000000 /dev/zero >&2 & head -c 3000000 /dev/zero; wait"
        try await process.run(.shell(script), error: .streamed) { running in
            async let complaints = Self.count(running.standardError)
            let count = try await Self.count(running.standardOutput)
            #expect(count == 3_000_000)
            let complained = try await complaints
            #expect(complained == 3_000_000)
            let output = try await running.finish()
            #expect(output.state.isSuccess)
        }
    }

    private static func count(_ stream: AsyncFileDescriptor) async throws -> Int {
        var count = 0
        for try await piece in stream.chunks() { count += piece.count }
        return count
    }

    @Test func `run with a body collects what isn't streamed`() async throws {
        let script = "head -c 300000 /dev/zero >&2; cat; exit 3"
        let output = try await process.run(.shell(script), input: .text("input")) { running in
            #expect(try await running.standardOutput.readToEnd() == Array("input".utf8))
            let output = try await running.finish()
            // As often as it is called.
            #expect(try await running.finish() == output)
            return output
        }
        #expect(output.standardError.count == 300_000)
        #expect(output.standardOutput == [])
        #expect(output.state == .exited(status: 3))
    }

    @Test func `run ends the input of a command that its body finishes`() async throws {
        let output = try await process.run(
            Command("sort"), input: .written, output: .collected
        ) { running in
            try await running.standardInput.write("b\na\n")
            return try await running.finish()
        }
        #expect(output.text == "a\nb\n")
    }

    @Test func `run terminates the command if its body throws`() async throws {
        var ending: ChildEnding?
        await #expect(throws: Failed.self) {
            try await process.run(Command("sleep", ["1000"])) { running in
                ending = running.ending
                throw Failed()
            }
        }
        #expect(try await ending?.wait() == .killed(.term, coreDumped: false))
    }

    @Test func `run kills a command that ignores SIGTERM after the grace`() async throws {
        let script = "trap '' TERM; echo ready; while :; do sleep 1; done"
        let ending = try await process.run(.shell(script), grace: .milliseconds(20)) { running in
            _ = try await running.standardOutput.read(upTo: 10)
            return running.ending
        }
        #expect(try await ending.wait() == .killed(.kill, coreDumped: false))
    }

    @Test func `run terminates a command that exceeds the timeout and throws what it wrote`() async throws {
        let error = await commandError {
            _ = try await process.run(
                .shell("echo before; echo error >&2; exec sleep 1000"), timeout: .seconds(1))
        }
        guard case .timedOut(_, timeout: .seconds(1), let output) = error else {
            Issue.record("\(String(describing: error?.description))")
            return
        }
        #expect(output.text == "before\n")
        #expect(output.standardError == Array("error\n".utf8))
        #expect(output.state == .killed(.term, coreDumped: false))
        // One that is fast enough.
        #expect(try await process.run(Command("echo"), timeout: .seconds(1000)).text == "\n")
    }

    @Test func `run doesn't wait after the timeout for others that hold the output open`() async throws {
        // One writes all the time, and one never does. Not as fast as it can, or it exceeds the limit of the output
        // before a busy machine has seen to the timeout.
        let script = "while echo y; do sleep 0.01; done & sleep 1000 2>/dev/null & echo $!; exit 3"
        let error = await commandError {
            _ = try await process.run(.shell(script), timeout: .milliseconds(300))
        }
        guard case .timedOut(_, _, let output) = error else {
            Issue.record("\(String(describing: error?.description))")
            return
        }
        #expect(output.state == .exited(status: 3))
        let lines = output.text.split(separator: "\n").filter { $0 != "y" }
        // In a pid namespace of its own it has another number, and dies with its init.
        if process.pidNamespace === LinuxProcess.local.pidNamespace {
            for line in lines { kill(try #require(CInt(line)), SIGKILL) }
        }
    }

    @Test func `run ends what its body reads when the timeout comes`() async throws {
        await #expect(throws: CommandError.self) {
            try await process.run(
                .shell("echo one; sleep 10 & exec sleep 1000"), timeout: .milliseconds(300)
            ) { running in
                var count = 0
                for try await _ in try running.standardOutput.lines() { count += 1 }
                #expect(count <= 1)
            }
        }
    }

    @Test func `run with a body is canceled with its task`() async throws {
        let started = AsyncStream<ChildEnding>.makeStream()
        let task = Task { [process] in
            try await process.run(Command("sleep", ["1000"])) { running in
                started.continuation.yield(running.ending)
                _ = try await running.standardOutput.read(upTo: 1)
            }
        }
        for await ending in started.stream {
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await ending.wait() == .killed(.term, coreDumped: false))
            return
        }
    }

    @Test func `finish of a running command is canceled with its task`() async throws {
        let started = AsyncStream<ChildEnding>.makeStream()
        let task = Task { [process] in
            try await process.run(Command("sleep", ["1000"])) { running in
                started.continuation.yield(running.ending)
                try await running.finish()
            }
        }
        for await ending in started.stream {
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await ending.wait() == .killed(.term, coreDumped: false))
            return
        }
    }

    @Test func `a running command is signaled`() async throws {
        let state = try await process.run(Command("sleep", ["1000"])) { running in
            #expect(running.pid.rawValue > 0)
            try running.signal(.int)
            return try await running.finish().state
        }
        #expect(state == .killed(.int, coreDumped: false))
    }

    @Test func `a running command without a terminal can't be resized`() async throws {
        try await process.run(Command("true")) { running in
            await #expect(throws: Unsupported.self) {
                try await running.resize(Winsize(row: 24, col: 80))
            }
        }
    }

    @Test(.kindsOfProcess(.local)) func `run keeps no descriptor however a command ends`() async throws {
        weak var output: AsyncFileDescriptor?
        weak var error: AsyncFileDescriptor?
        weak var input: CommandInput?
        for timeout in [nil, Duration.milliseconds(1)] {
            try? await process.run(
                Command("sleep", [timeout == nil ? "0" : "1000"]), input: .written, error: .streamed,
                timeout: timeout
            ) { running in
                (output, error, input) = try (
                    running.standardOutput, running.standardError, running.standardInput
                )
                try await running.finish()
            }
            while output != nil || error != nil || input != nil { await Task.yield() }
        }
        try await process.run(Command("sleep", ["1000"]), input: .written) { running in
            (output, input) = try (running.standardOutput, running.standardInput)
        }
        while output != nil || input != nil { await Task.yield() }
    }

    @Test func `stream that the body has no part in is refused`() async throws {
        try await process.run(Command("true"), output: .collected, error: .collected) { running in
            #expect(throws: Unsupported.self) { _ = try running.standardInput }
            #expect(throws: Unsupported.self) { _ = try running.standardOutput }
            #expect(throws: Unsupported.self) { _ = try running.standardError }
        }
    }
}
