import Rsyscall
import Testing

/// Input that comes from an asynchronous sequence.
@Suite(.everyKindThatClones) struct RunSequenceTests {
    let process = ProcessKind.current

    private struct Failed: Error {}

    @Test func `run writes each element of a sequence when it comes`() async throws {
        let (pieces, continuation) = AsyncStream<[UInt8]>.makeStream()
        let output = try await process.run(Command("cat"), input: .sequence(pieces)) { running in
            var lines = try running.standardOutput.lines().makeAsyncIterator()
            for round in 1...10 {
                continuation.yield(Array("round \(round)\n".utf8))
                let line = try await lines.next()
                #expect(line == Array("round \(round)".utf8))
            }
            continuation.finish()
            let end = try await lines.next()
            #expect(end == nil)
            return try await running.finish()
        }
        #expect(output.state.isSuccess)
    }

    @Test func `run pipes the output of a command into another`() async throws {
        try await process.run(.shell("head -c 3000000 /dev/zero")) { [process] zeros in
            let output = try await process.run(
                Command("wc", ["-c"]), input: .sequence(zeros.standardOutput.chunks()))
            #expect(output.text == "3000000\n")
            try await zeros.finish()
        }
    }

    @Test func `run terminates the command if the sequence of its input throws`() async throws {
        let pieces = AsyncThrowingStream<[UInt8], any Error> { continuation in
            continuation.yield(Array("piece".utf8))
            continuation.finish(throwing: Failed())
        }
        await #expect(throws: Failed.self) {
            try await process.run(
                .shell("cat >/dev/null; exec sleep 1000"), input: .sequence(pieces))
        }
    }

    @Test func `run ends though the sequence of its input doesn't`() async throws {
        let (pieces, continuation) = AsyncStream<[UInt8]>.makeStream()
        let endings = AsyncStream<Bool>.makeStream()
        continuation.onTermination = { reason in
            if case .cancelled = reason { endings.continuation.yield(true) }
            endings.continuation.finish()
        }
        continuation.yield(Array("piece\n".utf8))
        let output = try await process.run(Command("head", ["-n", "1"]), input: .sequence(pieces))
        #expect(output.text == "piece\n")
        #expect(await endings.stream.first { _ in true } == true, "the task that iterates wasn't canceled")
    }
}
