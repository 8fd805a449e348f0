import Foundation
import Testing

@testable import Rsyscall

/// `rsyscall run`: what the command may do with the caller's terminal, and what that does to it.
@Suite(.enabled(Caller.needed, Caller.canHaveUserNamespaces)) struct RunCommandTerminalTests {
    @Test(arguments: [[], ["--new", "user,pid"], ["--new-session"]])
    func `SIGHUP of a terminal that hangs up ends the command of a session leader`(
        _ options: [String]
    ) async throws {
        let command = try await BuiltCommand.startAtTerminal(
            ["run"] + options + ["--", "sh", "-c", "echo ready; exec sleep 1000"])
        _ = try await command.read(to: "ready\r\n")
        try await command.input.close()
        try await command.output.close()
        #expect(try await command.process.wait() == .exited(status: 129))
    }

    /// Types a line by TIOCSTI, as far as it may.
    private static let typing = """
        import fcntl, termios
        try:
            for character in b"echo typed\\n": fcntl.ioctl(0, termios.TIOCSTI, bytes([character]))
            print("done")
        except OSError as error:
            print("refused", error.errno)
        """

    private static let canType: Bool =
        (try? String(contentsOfFile: "/proc/sys/dev/tty/legacy_tiocsti", encoding: .utf8)) != "0\n"
        && FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

    @Test(
        .enabled(if: canType, "needs python3, and a kernel that has TIOCSTI"),
        arguments: [
            (["--new", "user"], "refused 1"), (["--new", "user,mount,pid,net", "--drop-caps"], "refused 1"),
            (["--no-new-privs"], "refused 1"), (["--new-session"], "refused 1"), ([], "done"),
        ])
    func `TIOCSTI by a command of its own namespaces or session is refused`(
        _ options: [String], _ outcome: String
    ) async throws {
        // Root may do it to any terminal.
        let command = try await BuiltCommand.startAtTerminal(
            ["run"] + options + ["--", "/usr/bin/python3", "-c", Self.typing], as: .ordinary)
        #expect(try await command.read(to: outcome + "\r\n").hasSuffix(outcome + "\r\n"))
        try await command.expectEnd(.exited(status: 0))
    }

    @Test func `new-session takes the controlling terminal, and SIGINT and SIGTSTP still work`() async throws
    {
        let line = "(: < /dev/tty) 2>/dev/null || echo none; trap 'exit 5' INT; while read x; do :; done"
        let command = try await BuiltCommand.startAtTerminal(
            ["run", "--new-session", "--", "/bin/bash", "-c", line])
        _ = try await command.read(to: "none\r\n")
        try command.process.signal(.tstp)
        guard case .changed(let stopped, let state) = try await command.process.wait(for: [.stopped]) else {
            Issue.record("it ended")
            return
        }
        #expect(state == .stopped(.stop))
        try stopped.signal(.cont)
        try await command.input.write([3])
        #expect(try await stopped.wait() == .exited(status: 5))
        extendLifetime(command.input)
    }

    @Test func `shell that stops itself gives the terminal back, and has it again when it goes on`()
        async throws
    {
        let command = try await BuiltCommand.startAtTerminal(["run", "--", "bash", "--norc", "-i"])
        try await type("echo outer$((1))", until: "outer1\r\n", command)
        let inner = "\(BuiltCommand.path) run -- bash --norc -i"
        try await type("\(inner)\nx=inner; echo $x$((2))", until: "inner2\r\n", command)
        try await type("kill -STOP $$", until: "Stopped", command)
        try await type("echo outer$((3))", until: "outer3\r\n", command)
        try await type("fg\necho $x$((4))", until: "inner4\r\n", command)
        try await type("exit\necho outer$((5))", until: "outer5\r\n", command)
        try await command.input.write("exit\n".utf8)
        try await command.expectEnd(.exited(status: 0))
    }

    @Test(
        .enabled(Caller.needed, Caller.canHaveUserNamespaces),
        arguments: [["--new-session"], ["--new", "user,pid"]])
    func `terminal stops no command that nobody could continue`(_ options: [String]) async throws {
        // It leads the session, so no shell is there.
        let command = try await BuiltCommand.startAtTerminal(
            ["run"] + options + ["--", "sh", "-c", "echo ready; read x; echo got $x"])
        _ = try await command.read(to: "ready\r\n")
        try await command.input.write([26])
        try await command.input.write("on\n".utf8)
        #expect(try await command.read(to: "got on\r\n").hasSuffix("got on\r\n"))
        try await command.expectEnd(.exited(status: 0))
    }

    /// Types a line, and waits for what it prints. What is typed is shown too, but not like that.
    private func type(_ line: String, until text: String, _ command: borrowing StartedCommand) async throws {
        try await command.input.write("\(line)\n".utf8)
        #expect(try await command.read(to: text).hasSuffix(text))
    }
}
