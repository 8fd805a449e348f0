import Foundation
import Testing

@testable import Rsyscall

/// A command that stops reading its input, or ends.
@Suite(.everyKindThatClones) struct RunInputEndTests {
    let process = ProcessKind.current

    /// A timeout that comes after the command has written its line, also on a busy machine.
    private static let afterItsLine = Duration.seconds(3)

    /// Holds the command's input without reading it, also once the command has ended.
    private static let holder =
        "exec 3<&0; sleep 1000 <&3 >/dev/null 2>&1 & echo $!; exec sleep 1000 2>/dev/null"

    /// Ends the process whose number the command has written.
    private func endHolder(_ line: [UInt8]) throws {
        // In a pid namespace of its own it has another number, and dies with its init.
        guard process.pidNamespace === LinuxProcess.local.pidNamespace else { return }
        let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        kill(try #require(CInt(text)), SIGKILL)
    }

    @Test func `run ends what its body writes when the timeout comes`() async throws {
        var line: [UInt8] = []
        try await #require(throws: (any Error).self) {
            try await process.run(
                .shell(Self.holder), input: .written, timeout: Self.afterItsLine
            ) { running in
                line = try await running.standardOutput.read(upTo: 100)
                await expectErrno(EPIPE) {
                    try await running.standardInput.write([UInt8](repeating: 0, count: 1 << 20))
                }
                await expectErrno(EPIPE) { try await running.standardInput.write([0]) }
                throw CancellationError()
            }
        }
        try endHolder(line)
    }

    @Test func `run ends what its body waits for when the timeout comes`() async throws {
        var line: [UInt8] = []
        await #expect(throws: CommandError.self) {
            try await process.run(
                .shell("sleep 1000 2>/dev/null & echo $!; exec sleep 1000"), timeout: Self.afterItsLine
            ) { running in
                line = try await running.standardOutput.read(upTo: 100)
                try await running.standardOutput.waitForHangup()
            }
        }
        try endHolder(line)
    }

    @Test(arguments: ["", "sleep 0.1; "])
    func `write to a full terminal ends with EIO when the command has ended`(pause: String) async throws {
        let output = try await process.run(
            .shell("stty raw -echo; echo ready; \(pause)exit 0"), input: .written, output: .streamed,
            terminal: Winsize(row: 24, col: 80)
        ) { running in
            _ = try await running.standardOutput.read(upTo: 10)
            await expectErrno(EIO) {
                try await running.standardInput.write([UInt8](repeating: 65, count: 1 << 20))
            }
            return try await running.finish()
        }
        #expect(output.state.isSuccess)
    }

    @Test func `finish of a command ends with the timeout though its terminal is full`() async throws {
        let script = "trap '' HUP; stty raw -echo; echo ready; exec sleep 1000"
        await #expect(throws: CommandError.self) {
            try await process.run(
                .shell(script), input: .written, terminal: Winsize(row: 24, col: 80),
                timeout: Self.afterItsLine
            ) { running in
                _ = try await running.standardOutput.read(upTo: 10)
                let writing = Task {
                    try await running.standardInput.write([UInt8](repeating: 65, count: 1 << 20))
                }
                _ = await writing.result
                try await running.finish()
            }
        }
    }
}
