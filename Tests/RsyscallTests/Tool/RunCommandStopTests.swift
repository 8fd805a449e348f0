import Foundation
import Testing

@testable import Rsyscall

/// `rsyscall run`: a command that is stopped and continued, and one whose launcher dies.
@Suite struct RunCommandStopTests {
    /// Yields until a process is stopped, or isn't.
    private func wait(until isStopped: Bool, _ process: ProcessID) async throws {
        while true {
            let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            let state = text.split(separator: ")").last?.split(separator: " ").first
            if (state == "T") == isStopped { return }
            await Task.yield()
        }
    }

    @Test func `SIGSTOP and SIGCONT to the command leave rsyscall waiting for its end`() async throws {
        for _ in 0..<10 {
            let command = try await BuiltCommand.startRun(["--", "sh", "-c", "echo $$; read x; exit 4"])
            let pid = ProcessID(try #require(CInt(try await command.read(to: "\n").dropLast())))
            try await LinuxProcess.local.kill(pid, .stop)
            try await wait(until: true, pid)
            try await LinuxProcess.local.kill(pid, .cont)
            try await command.input.write("\n".utf8)
            try await command.expectEnd(.exited(status: 4))
        }
    }

    @Test func `SIGCONT to the command alone ends a stop of both`() async throws {
        let command = try await BuiltCommand.startRun(["--", "sh", "-c", "echo $$; read x; exit 4"])
        let pid = ProcessID(try #require(CInt(try await command.read(to: "\n").dropLast())))
        let launcher = command.process.pid
        try command.process.signal(.tstp)
        try await wait(until: true, launcher)
        try await LinuxProcess.local.kill(pid, .cont)
        try await command.input.write("\n".utf8)
        try await command.expectEnd(.exited(status: 4))
    }

    @Test func `SIGKILL of the command ends a stop of both`() async throws {
        let command = try await BuiltCommand.startRun(["--", "sh", "-c", "echo $$; read x; exit 4"])
        let pid = ProcessID(try #require(CInt(try await command.read(to: "\n").dropLast())))
        try command.process.signal(.tstp)
        try await wait(until: true, command.process.pid)
        try await LinuxProcess.local.kill(pid, .kill)
        try await command.expectEnd(.exited(status: 137))
    }

    @Test func `SIGSTOP of the foreground command stops rsyscall, whose shell continues both`() async throws {
        let command = try await BuiltCommand.startAtTerminal(
            ["run", "--", "sh", "-c", "echo ready; kill -STOP $$; exit 4"])
        _ = try await command.read(to: "ready\r\n")
        try await wait(until: true, command.process.pid)
        try command.process.signal(.cont)
        try await command.expectEnd(.exited(status: 4))
    }

    @Test(
        .enabled(if: geteuid() == 0, "needs root, to become another user"),
        .enabled(Caller.needed, Caller.canHaveUserNamespaces))
    func `SIGKILL of rsyscall kills a set-user-ID command that has no-new-privs`() async throws {
        let scratch = try Scratch()
        let program = try await scratch.copy("/bin/sleep", to: "program", mode: "4755")
        let command = try await BuiltCommand.startRun(
            ["--no-new-privs", "--", "sh", "-c", "echo ready; exec \"$0\" 1000", program], as: .ordinary)
        _ = try await command.read(to: "ready\n")
        try command.process.signal(.kill)
        // The command has our output too, so this ends only when it is gone.
        #expect(try await command.rest() == "")
        try await command.expectEnd(.killed(.kill, coreDumped: false))
    }
}
