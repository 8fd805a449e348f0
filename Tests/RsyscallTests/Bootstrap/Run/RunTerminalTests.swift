import Foundation
import Rsyscall
import Testing

/// Commands with a terminal of their own.
@Suite(.everyKindThatClones) struct RunTerminalTests {
    let process = ProcessKind.current
    let window = Winsize(row: 24, col: 80)

    @Test func `run gives a command a terminal with a window and ends with EIO of the master`() async throws {
        let script = "test -t 0 && test -t 1 && test -t 2 && stty size && echo err >&2 && stty size </dev/tty"
        let output = try await process.run(.shell(script), terminal: window)
        #expect(output.text == "24 80\r\nerr\r\n24 80\r\n")
        #expect(output.state == .exited(status: 0))
        #expect(output.standardError == [])
    }

    @Test func `run collects megabytes from a terminal`() async throws {
        let output = try await process.run(
            .shell("stty raw; head -c 2000000 /dev/zero"), terminal: window)
        #expect(output.standardOutput.count == 2_000_000)
    }

    @Test func `run types input into a terminal and ends it with Control-D`() async throws {
        let output = try await process.run(Command("cat"), input: .text("line\n"), terminal: window)
        // Once as the echo, which also shows the end.
        #expect(output.text.replacingOccurrences(of: "^D\u{8}\u{8}", with: "") == "line\r\nline\r\n")
        #expect(output.state.isSuccess)
    }

    @Test func `resize changes the window and signals SIGWINCH`() async throws {
        let script = "trap 'stty size; exit 3' WINCH; echo ready; while :; do sleep 0.01; done"
        let output = try await process.run(.shell(script), terminal: window) { running in
            var lines = try running.standardOutput.lines().makeAsyncIterator()
            let ready = try await lines.next()
            #expect(ready == Array("ready\r".utf8))
            try await running.resize(Winsize(row: 50, col: 132))
            let size = try await lines.next()
            #expect(size == Array("50 132\r".utf8))
            let end = try await lines.next()
            #expect(end == nil)
            return try await running.finish()
        }
        #expect(output.state == .exited(status: 3))
    }

    @Test func `Control-C that is typed into a terminal interrupts the command`() async throws {
        let output = try await process.run(
            .shell("echo ready; exec sleep 1000"), input: .written, terminal: window
        ) { running in
            _ = try await running.standardOutput.lines().first { $0.starts(with: "ready".utf8) }
            try await running.standardInput.write([3])
            return try await running.finish()
        }
        #expect(output.state == .killed(.int, coreDumped: false))
    }

    @Test func `an interactive shell under a terminal of run takes commands and ends with it`() async throws {
        let ending = try await process.run(
            Command("sh", ["-i"]).setting("PS1", to: "ready> ").setting("ENV", to: nil), input: .written,
            terminal: window
        ) { running in
            var seen = ""
            func read(_ end: String) async throws {
                while !seen.hasSuffix(end) {
                    let piece = try await running.standardOutput.read(upTo: 1000)
                    if piece.isEmpty { break }
                    seen += String(decoding: piece, as: UTF8.self)
                }
            }
            try await read("ready> ")
            try await running.standardInput.write("echo $((6 * 7))\n")
            try await read("\r\n42\r\nready> ")
            #expect(seen.hasSuffix("\r\n42\r\nready> "))
            return running.ending
        }
        // Which it ignores, but not that its terminal hangs up.
        let state = try await ending.wait()
        #expect(state != .killed(.kill, coreDumped: false))
    }

    @Test func `run hands over a stream beside the terminal`() async throws {
        let pipe = try await process.pipe2()
        let output = try await process.run(
            .shell("test -t 1 && test ! -t 2 && echo out && echo err >&2"), error: .descriptor(pipe.write),
            terminal: window)
        #expect(output.text == "out\r\n")
        #expect(try await pipe.read.readToEnd(limit: 100) == Array("err\n".utf8))
        let other = try await process.run(
            .shell("test ! -t 1 && test -t 2 && echo err >&2"), output: .discarded, terminal: window)
        #expect(other.standardError == Array("err\r\n".utf8))
    }

    @Test(arguments: ["", "line\n", "no line", "line\nno line"])
    func `command on a terminal finds the end of its input`(_ input: String) async throws {
        let output = try await process.run(
            .shell("wc -c"), input: .text(input), terminal: window, timeout: .seconds(60))
        #expect(output.text.contains("\(input.utf8.count)\r\n"))
    }

    @Test func `run ends a terminal after the timeout`() async throws {
        let error = await commandError {
            _ = try await process.run(
                .shell("trap '' HUP TERM; echo before; while :; do sleep 0.1; done"), terminal: window,
                timeout: .milliseconds(500), grace: .milliseconds(20))
        }
        guard case .timedOut(_, _, let output) = error else {
            Issue.record("\(String(describing: error?.description))")
            return
        }
        #expect(output.text == "before\r\n")
        #expect(output.state == .killed(.kill, coreDumped: false))
    }
}
