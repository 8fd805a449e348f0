import Foundation
import Rsyscall
import SystemPackage
import Testing

/// What a command reads and where its output goes.
@Suite(.everyKindThatClones) struct RunStreamTests {
    let process = ProcessKind.current

    @Test func `run writes megabytes of input and collects megabytes of both outputs at once`() async throws {
        let bytes = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 9) }
        let output = try await process.run(.shell("tee /dev/stderr"), input: .bytes(bytes))
        #expect(output.state.isSuccess)
        #expect(output.standardOutput == bytes)
        #expect(output.standardError == bytes)
    }

    @Test func `run gives text or nothing as input`() async throws {
        #expect(try await process.run(Command("cat"), input: .text("grüße\n")).text == "grüße\n")
        #expect(try await process.run(Command("cat"), input: .empty).text == "")
    }

    @Test func `run doesn't fail if the command leaves input unread`() async throws {
        let bytes = [UInt8](repeating: 65, count: 1 << 20)
        let output = try await process.run(Command("head", ["-c", "5"]), input: .bytes(bytes))
        #expect(output.text == "AAAAA")
        #expect(output.state.isSuccess)
        let unread = try await process.run(Command("true"), input: .bytes(bytes))
        #expect(unread.state.isSuccess)
    }

    @Test func `run hands over descriptors as input and outputs and closes them`() async throws {
        let text = try await process.memfd_create("text")
        try await text.write("of a file\n".utf8)
        try await text.lseek(0, .set)
        let pipe = try await process.pipe2()
        let output = try await process.run(
            .shell("cat; echo complaint >&2"), input: .descriptor(text), error: .descriptor(pipe.write))
        #expect(output.text == "of a file\n")
        #expect(output.standardError == [])
        #expect(try await pipe.read.readToEnd(limit: 100) == Array("complaint\n".utf8))

        // Only the bytes can go to another host, through a channel.
        guard process.host === LinuxProcess.local.host else { return }
        let ours = try await LinuxProcess.local.pipe2()
        let none = try await process.run(.shell("echo out"), output: .descriptor(ours.write))
        #expect(none.text == "")
        #expect(try await ours.read.readToEnd(limit: 100) == Array("out\n".utf8))
    }

    @Test func `run discards outputs`() async throws {
        let output = try await process.run(
            .shell("exec 3>&1; readlink /proc/self/fd/3 >&2; echo out"), output: .discarded)
        #expect(output.text == "")
        #expect(output.standardError == Array("/dev/null\n".utf8))
        let complaints = try await process.run(.shell("echo out; ls /none"), error: .discarded)
        #expect(complaints.text == "out\n")
        #expect(complaints.standardError == [])
    }

    @Test func `run lets a command inherit the streams of its process`() async throws {
        let own = [
            try await process.readlink("/proc/self/fd/0"), try await process.readlink("/proc/self/fd/1"),
            try await process.readlink("/proc/self/fd/2"),
        ]
        let input = try await process.run(Command("readlink", ["/proc/self/fd/0"])).standardOutput
        let output = try await process.run(
            .shell("exec 3>&1; readlink /proc/self/fd/3 >&2"), output: .inherited
        ).standardError
        let error = try await process.run(Command("readlink", ["/proc/self/fd/2"]), error: .inherited)
            .standardOutput
        #expect([input, output, error] == own.map { Array("\($0.string)\n".utf8) })
    }

    @Test func `run merges standard error into standard output in the order of writing`() async throws {
        let script = "for i in 1 2 3 4 5 6 7 8 9; do echo out $i; echo err $i >&2; done"
        let expected = (1...9).map { "out \($0)\nerr \($0)\n" }.joined()
        let merged = try await process.run(.shell(script), error: .merged)
        #expect(merged.text == expected)
        #expect(merged.standardError == [])
        let other = try await process.run(.shell(script), output: .merged)
        #expect(other.standardError == Array(expected.utf8))
        #expect(other.text == "")
        await #expect(throws: Unsupported.self) {
            try await process.run(Command("true"), output: .merged, error: .merged)
        }
    }

    @Test func `run ends a command that writes more than the limit and throws what is within it`()
        async throws
    {
        let error = await commandError {
            _ = try await process.run(Command("yes"), output: .collected(limit: 100_001))
        }
        guard case .outputTooLong("yes", limit: 100_001, let output) = error else {
            Issue.record("\(String(describing: error?.description))")
            return
        }
        #expect(output.standardOutput == Array(String(repeating: "y\n", count: 50_001).utf8.dropLast()))
        #expect(output.state == .killed(.term, coreDumped: false))
        #expect("\(error, default: "")" == "yes wrote more than 100001 bytes")
        let whole = try await process.run(Command("echo", ["123"]), output: .collected(limit: 4))
        #expect(whole.text == "123\n")
        await #expect(throws: CommandError.self) {
            try await process.run(.shell("echo 123 >&2"), error: .collected(limit: 3))
        }
    }

    @Test func `run starts the command with no descriptors but the standard streams`() async throws {
        // That of the directory is the fourth.
        let output = try await process.run(Command("ls", ["/proc/self/fd"]), input: .empty)
        #expect(output.text == "0\n1\n2\n3\n")
    }

    @Test func `run starts the command in a directory`() async throws {
        let output = try await process.run(Command("pwd"), in: "/usr/bin")
        #expect(output.text == "/usr/bin\n")
        #expect(try await process.run(Command("./env", ["pwd"]), in: "/usr/bin").text == "/usr/bin\n")
        await expectErrno(ENOENT) { _ = try await process.run(Command("pwd"), in: "/no-such-directory") }
    }

    @Test func `run without a body refuses streams for one`() async throws {
        await #expect(throws: Unsupported.self) {
            try await process.run(Command("true"), input: .written)
        }
        await #expect(throws: Unsupported.self) {
            try await process.run(Command("true"), output: .streamed)
        }
        await #expect(throws: Unsupported.self) {
            try await process.run(Command("true"), error: .streamed)
        }
    }

    @Test(.kindsOfProcess(.child)) func `run resets the action of signals that its process ignores`()
        async throws
    {
        for signal in [SIG.pipe, .usr1, .usr2] { try await process.sigaction(signal, .ignore) }
        let show = Command("sed", ["-n", "s/^SigIgn:.*\\(....\\)$/\\1/p", "/proc/self/status"])
        // Bits 9, 11 and 12.
        #expect(try await process.run(show).text == "0a00\n")
        #expect(try await process.run(show, resetting: .empty).text == "1a00\n")
        #expect(try await process.run(show, resetting: Sigset(.usr1)).text == "1800\n")
        #expect(try await process.run(show, resetting: .all).text == "0000\n")
    }
}

/// Expects `body` to throw a `CommandError`, and returns it.
///
/// `#expect` would reflect all the output in it.
func commandError(_ body: () async throws -> Void) async -> CommandError? {
    do {
        try await body()
    } catch {
        return error as? CommandError
    }
    return nil
}
