import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// `rsyscall run`: signals and the terminal.
@Suite struct RunCommandSignalTests {
    private static let ownProcesses = ["--new", "user,mount,pid", "--proc", "/proc"]

    @Test(arguments: [
        "HUP", "INT", "QUIT", "TRAP", "ABRT", "USR1", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CONT",
        "TSTP",
        "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ])
    func `signal is passed on to the command`(_ name: String) async throws {
        let signal = try #require(SIG.names.first { $0.1 == "SIG\(name)" }?.0)
        let line = "sleep 1000 >&- & trap 'echo got; kill $!; exit 5' \(name); echo ready; wait"
        let command = try await BuiltCommand.startRun(["--", "/bin/bash", "-c", line])
        _ = try await command.read(to: "ready\n")
        try command.process.signal(signal)
        #expect(try await command.read(to: "got\n") == "got\n")
        try await command.expectEnd(.exited(status: 5))
    }

    @Test(arguments: [SIG.quit, .abrt, .trap, .segv, .bus, .fpe, .ill])
    func `signal of a fault that is sent at once ends run`(_ signal: SIG) async throws {
        // Swift's runtime handles these, and takes the first.
        for _ in 0..<10 {
            let command = try await BuiltCommand.startRun(["--", "sleep", "1000"])
            try command.process.signal(signal)
            let state = try await command.end()
            let isExpected =
                state == .exited(status: 128 + signal.rawValue)
                || [false, true].contains { state == .killed(signal, coreDumped: $0) }
            #expect(isExpected, "\(state)")
        }
    }

    @Test(
        .enabled(Caller.needed, Caller.canHaveUserNamespaces),
        arguments: [SIG.hup, .int, .quit, .usr1, .term], Caller.available)
    func `signal that pid 1 does not handle ends it`(_ signal: SIG, _ caller: Caller) async throws {
        let command = try await BuiltCommand.startRun(
            Self.ownProcesses + ["--", "sh", "-c", "echo ready; exec sleep 1000"], as: caller)
        _ = try await command.read(to: "ready\n")
        try command.process.signal(signal)
        try await command.expectEnd(.exited(status: 128 + signal.rawValue))
    }

    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces))
    func `signal that pid 1 handles or ignores does not end it`() async throws {
        let line = "trap '' TERM; trap 'echo got; exit 5' USR1; echo ready; while read x; do :; done"
        let command = try await BuiltCommand.startRun(Self.ownProcesses + ["--", "/bin/bash", "-c", line])
        _ = try await command.read(to: "ready\n")
        try command.process.signal(.term)
        try command.process.signal(.usr1)
        #expect(try await command.read(to: "got\n") == "got\n")
        try await command.expectEnd(.exited(status: 5))
    }

    @Test(
        .enabled(Caller.needed, Caller.canHaveUserNamespaces),
        arguments: [("trap 'exit 7' TERM; ", 7), ("", 143)])
    func `pid 1 is known if proc shows another pid namespace`(_ trap: String, _ status: CInt) async throws {
        // Uses up numbers outside, so that no process there has the number that the command has inside.
        let outside = "for n in {1..30}; do true & wait; done; exec \"$@\""
        let inside = """
            $0 run --new pid -- sh -c "\(trap)echo ready; sleep 1000 & wait" &
            read x; kill -TERM $!; wait $!
            """
        let command = try await BuiltCommand.startRun(
            Self.ownProcesses + ["--uid", "0", "--", "bash", "-c", outside, "bash"]
                + [BuiltCommand.path, "run", "--new", "pid", "--", "bash", "-c", inside, BuiltCommand.path],
            as: .ordinary)
        _ = try await command.read(to: "ready\n")
        try await command.input.write("\n".utf8)
        try await command.expectEnd(.exited(status: status))
    }

    @Test func `SIGTERM at any time ends rsyscall and the command`() async throws {
        for round in 0..<60 {
            let command = try await BuiltCommand.startRun(["--", "sleep", "1000"])
            // Later each round, by work and not by the clock: from before its first statement to its wait.
            for _ in 0..<round * 20 { _ = try await LinuxProcess.local.stat("/") }
            try command.process.signal(.term)
            // The command has our output too, so this ends only when it is gone.
            #expect(try await command.rest() == "")
            let state = try await command.end()
            #expect(state == .killed(.term, coreDumped: false) || state == .exited(status: 143))
        }
    }

    @Test func `SIGINT right after execve is the command's`() async throws {
        let line = "trap 'exit 5' INT; kill -INT $PPID; while :; do :; done"
        for _ in 0..<100 {
            let output = try await BuiltCommand.run(["run", "--", "sh", "-c", line])
            #expect(output.state == .exited(status: 5))
        }
    }

    @Test func `SIGTERM ends a child that waits in openat before execve`() async throws {
        let waiting = try await WaitingChild()
        try waiting.command.process.signal(.term)
        try await waiting.command.expectEnd(.exited(status: 143))
    }

    @Test func `SIGINT to the child before execve is the command's`() async throws {
        let waiting = try await WaitingChild()
        try await LinuxProcess.local.kill(waiting.child, .int)
        try #require(chmod(waiting.pipe, 0o666) == 0)
        _ = try await LinuxProcess.local.open(FilePath(waiting.pipe), .wronly)
        try await waiting.command.expectEnd(.exited(status: 130))
    }

    /// A child that waits, while it is shaped, for someone to open a pipe for writing.
    private struct WaitingChild: ~Copyable {
        let scratch: Scratch
        let pipe: String
        let command: StartedCommand
        let child: ProcessID

        init() async throws {
            let scratch = try Scratch()
            let pipe = scratch.path + "/pipe"
            try #require(mkfifo(pipe, 0o444) == 0)
            // Who may not write to it opens it for reading only, which waits for a writer.
            let words = [BuiltCommand.path, "run", "--trace", "--fd", "5=\(pipe)", "--", "true"]
            let obeying = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
            let command = try await BuiltCommand.start(
                (geteuid() == 0 ? obeying : []) + ["sh", "-c", "exec \"$0\" \"$@\" 2>&1"] + words)
            _ = try await command.read(to: "] clone3(")
            _ = try await command.read(to: " = ")
            let child = ProcessID(try #require(CInt(try await command.read(to: " ").dropLast())))
            let call = "/proc/\(child)/syscall"
            while try !String(contentsOfFile: call, encoding: .utf8).hasPrefix("\(SYS.openat.number) ") {
                await Task.yield()
            }
            self.scratch = scratch
            self.pipe = pipe
            self.command = command
            self.child = child
        }
    }

    @Test(arguments: [[], ["--new", "user,pid"]])
    func `SIGKILL of rsyscall kills the command`(_ options: [String]) async throws {
        let command = try await BuiltCommand.startRun(
            options + ["--", "sh", "-c", "echo ready; exec sleep 1000"])
        _ = try await command.read(to: "ready\n")
        try command.process.signal(.kill)
        #expect(try await command.rest() == "")
        try await command.expectEnd(.killed(.kill, coreDumped: false))
    }

    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces), arguments: [[], ["--new", "user,pid"]])
    func `SIGTSTP stops and SIGCONT continues both`(_ options: [String]) async throws {
        let command = try await BuiltCommand.startRun(
            options + ["--", "sh", "-c", "echo ready; read x; echo $x"])
        _ = try await command.read(to: "ready\n")
        let input = command.input
        let output = command.output
        try command.process.signal(.tstp)
        guard case .changed(let stopped, let state) = try await command.process.wait(for: [.stopped]) else {
            Issue.record("it ended")
            return
        }
        #expect(state == .stopped(.stop))
        try stopped.signal(.cont)
        try await input.write("on\n".utf8)
        #expect(try await output.read(upTo: 10) == Array("on\n".utf8))
        #expect(try await stopped.wait() == .exited(status: 0))
    }

    @Test func `SIGTSTP and SIGCONT at once leave the command running`() async throws {
        for _ in 0..<20 {
            let command = try await BuiltCommand.startRun(["--", "sh", "-c", "echo ready; read x; exit 4"])
            _ = try await command.read(to: "ready\n")
            try command.process.signal(.tstp)
            try command.process.signal(.cont)
            try await command.input.write("\n".utf8)
            try await command.expectEnd(.exited(status: 4))
        }
    }

    @Test func `ignored and blocked signals are those of the caller`() async throws {
        let show = "grep -E 'Sig(Blk|Ign)' /proc/self/status"
        let ignoring = "trap '' PIPE HUP; exec "
        let plain = try await LinuxProcess.local.run(.shell(ignoring + show))
        let run = "\(ignoring) \(BuiltCommand.path) run -- \(show)"
        #expect(try await LinuxProcess.local.run(.shell(run)).text == plain.text)

        let pipe = try await LinuxProcess.local.pipe2()
        let child = try await LinuxProcess.local.clone()
        try await child.inherit(pipe.write).dup3(ontoUnowned: FileDescriptorNumber(1))
        let command = Command(BuiltCommand.path, ["run", "--", "grep", "SigBlk", "/proc/self/status"])
        let running: ChildProcess
        do {
            running = try await child.exec(command, mask: Sigset(.term, .usr1))
        } catch {
            throw error.reason
        }
        #expect(try await running.wait().isSuccess)
        #expect(try await pipe.read.read(upTo: 100) == Array("SigBlk:\t0000000000004200\n".utf8))
    }

    @Test func `rt_sigtimedwait that fails is reported with status 1`() async throws {
        let pipe = try await LinuxProcess.local.pipe2()
        let child = try await LinuxProcess.local.clone()
        try await child.inherit(pipe.write).dup3(ontoUnowned: FileDescriptorNumber(2))
        try await child.prctl_set_no_new_privs()
        _ = try await child.seccomp([
            .load(at: 0), .ifEqual(UInt32(SYS.sigtimedwait.number), then: 0, else: 1),
            .verdict(.errno, data: UInt16(EAGAIN)), .verdict(.allow),
        ])
        let running: ChildProcess
        do {
            running = try await child.exec(Command(BuiltCommand.path, ["run", "--", "sleep", "1000"]))
        } catch {
            throw error.reason
        }
        try await pipe.write.close()
        let complaint = String(decoding: try await pipe.read.read(upTo: 4096), as: UTF8.self)
        #expect(complaint.hasPrefix("rsyscall run: no signal can be passed on: sigtimedwait("))
        #expect(complaint.hasSuffix("Resource temporarily unavailable (EAGAIN)\n"))
        #expect(try await running.wait() == .exited(status: 1))
        // The command has it too.
        #expect(try await pipe.read.read(upTo: 4096).isEmpty)
    }

    @Test func `SIGINT of the terminal reaches the command once`() async throws {
        // By the time the other signal arrives, we have dealt with the terminal's.
        let line = """
            trap 'n=$((n+1)); echo caught' INT; trap 'echo total $n; exit 5' USR1
            echo ready; while read x; do :; done
            """
        let command = try await BuiltCommand.startAtTerminal(["run", "--", "/bin/bash", "-c", line])
        _ = try await command.read(to: "ready\r\n")
        try await command.input.write([3])
        _ = try await command.read(to: "caught\r\n")
        try command.process.signal(.usr1)
        #expect(try await command.read(to: "total 1\r\n").hasSuffix("total 1\r\n"))
        try await command.expectEnd(.exited(status: 5))
    }

    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces))
    func `SIGINT of the terminal ends pid 1`() async throws {
        let command = try await BuiltCommand.startAtTerminal(
            ["run"] + Self.ownProcesses + ["--", "sh", "-c", "echo ready; exec sleep 1000"])
        _ = try await command.read(to: "ready\r\n")
        try await command.input.write([3])
        try await command.expectEnd(.exited(status: 130))
    }
}
