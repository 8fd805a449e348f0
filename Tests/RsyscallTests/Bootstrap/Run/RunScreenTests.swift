import Foundation
import Rsyscall
import SystemPackage
import Testing

/// A program that draws on the whole terminal.
struct ScreenProgram: Sendable, CustomTestStringConvertible {
    let path: FilePath
    let options: [String]
    /// What is typed to end it.
    let quit: String
    /// What is typed to have it redraw.
    let redraw: String

    static let known = [
        ScreenProgram(path: "/usr/bin/less", options: [], quit: "q", redraw: "\u{c}")
    ]

    static let installed = known.filter { FileManager.default.isExecutableFile(atPath: $0.path.string) }

    var testDescription: String { path.string }
}

/// Full-screen programs under the terminal of `run`.
@Suite(.everyKindThatClones) struct RunScreenTests {
    let process = ProcessKind.current

    private func expectRedrawing(_ command: Command, redraw: String, quit: String) async throws {
        let output = try await process.run(
            command.setting("TERM", to: "xterm").setting("LESS", to: nil).setting("LESSOPEN", to: nil),
            input: .written, terminal: Winsize(row: 24, col: 80)
        ) { running in
            var seen = ""
            func read(to end: String) async throws {
                while !seen.contains(end) {
                    let piece = try await running.standardOutput.read(upTo: 4096)
                    try #require(!piece.isEmpty, "ended after \(seen.debugDescription)")
                    seen += String(decoding: piece, as: UTF8.self)
                }
            }
            try await read(to: "line 18")
            #expect(!seen.contains("line 45"))
            try await running.resize(Winsize(row: 60, col: 80))
            // A program that was just about to wait for a key takes note of the signal with the key.
            try await running.standardInput.write(redraw)
            try await read(to: "line 45")
            try await running.standardInput.write(quit)
            return try await running.finish()
        }
        #expect(output.state == .exited(status: 0))
    }

    private static func lines() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.file("lines", (1...200).map { "line \($0)\n" }.joined())
        return scratch
    }

    @Test(
        .enabled(if: !ScreenProgram.installed.isEmpty, "less is not installed"),
        arguments: ScreenProgram.installed)
    func `full-screen program redraws itself when it is resized and ends by a key`(
        _ program: ScreenProgram
    ) async throws {
        let scratch = try Self.lines()
        let arguments = program.options + ["\(scratch.path)/lines"]
        try await expectRedrawing(
            Command(program.path, arguments), redraw: program.redraw, quit: program.quit)
        extendLifetime(scratch)
    }

    @Test func `script that traps SIGWINCH redraws itself when it is resized and ends by a key`() async throws
    {
        let scratch = try Self.lines()
        // The shell runs its trap between two commands, so none of them waits for long.
        let script = """
            draw() { head -n $(($(stty size | cut -d ' ' -f 1) - 1)) "$0"; }
            trap draw WINCH
            stty -icanon min 0 time 1
            draw
            while test "$key" != q; do key=$(dd bs=1 count=1 2>/dev/null); done
            """
        try await expectRedrawing(
            Command("/bin/sh", ["-c", script, "\(scratch.path)/lines"]), redraw: "", quit: "q")
        extendLifetime(scratch)
    }
}
