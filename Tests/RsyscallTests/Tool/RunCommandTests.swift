import SystemPackage
import Testing

@testable import Rsyscall

/// `rsyscall run`: help, the exit status, and what the command finds.
@Suite struct RunCommandTests {
    @Test(arguments: [
        ([], "SUBCOMMANDS"), (["--help"], "SUBCOMMANDS"), (["run", "--help"], "--ro-bind <src:dst>"),
        (["tour", "--help"], "<file>"), (["--version"], "rsyscall"),
    ])
    func `help has usage and no line over 80 characters`(_ arguments: [String], _ says: String) async throws {
        // Where it is set, the lines are as long as it says.
        let command = Command(BuiltCommand.path, arguments).setting("COLUMNS", to: nil)
        let output = try await LinuxProcess.local.run(command)
        #expect(output.state.isSuccess)
        #expect(output.text.contains(says))
        #expect(output.standardError.isEmpty)
        #expect(output.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: [
        ("exit 37", 37), ("kill -TERM $$", 143), ("kill -KILL $$", 137), ("kill -PIPE $$", 141),
    ])
    func `exit status is the command's or 128 plus its signal`(_ line: String, _ status: CInt) async throws {
        let output = try await BuiltCommand.run(["run", "--", "sh", "-c", line])
        #expect(output.state == .exited(status: status))
        #expect(output.standardError.isEmpty)
    }

    @Test func `exit status is there if the caller ignores SIGCHLD`() async throws {
        let line = "trap '' CHLD; exec \"$0\" run -- sh -c 'exit 3'"
        let output = try await LinuxProcess.local.run(Command("/bin/bash", ["-c", line, BuiltCommand.path]))
        #expect(output.state == .exited(status: 3))
    }

    @Test func `clear-env and setenv and unsetenv change the environment`() async throws {
        let cleared = try await BuiltCommand.run([
            "run", "--clear-env", "--setenv", "A=1", "--setenv", "B=x=y", "--setenv", "C=", "--", "env",
        ])
        #expect(cleared.text == "A=1\nB=x=y\nC=\n")
        let line = "echo ${HOME-unset} ${PATH+set} $A"
        let changed = try await BuiltCommand.run([
            "run", "--unsetenv", "HOME", "--setenv", "A=1", "--", "sh", "-c", line,
        ])
        #expect(changed.text == "unset set 1\n")
    }

    @Test func `arguments that are not UTF-8 are passed on`() async throws {
        // The last is the text that stands for the first while options are parsed.
        let words: [[UInt8]] = [
            [0x63, 0xe9], [0xed, 0xa0, 0x80], [0xf0, 0x9f], Array("é\u{301}\u{10ffe9}".utf8),
        ]
        let show = "printf '%s/' \"$@\" \"$K\" \"$(pwd)\""
        let scratch = try Scratch()
        let directory = Array((scratch.path + "/").utf8) + [0xff]
        let name = try FilePath(CString(directory))
        try await LinuxProcess.local.mkdirat(name, mode: .rwxu)
        let options: [CString] = [
            "run", "--setenv", CString(Array("K=\u{301}".utf8) + [0x80]), "--chdir", CString(directory),
        ]
        let output = try await LinuxProcess.local.run(
            Command(
                CString(BuiltCommand.path),
                options + ["--", "sh", "-c", CString(show), "sh"] + words.map { CString($0) }))
        let values = words + [Array("\u{301}".utf8) + [0x80], directory]
        #expect(output.standardOutput == Array(values.map { $0 + Array("/".utf8) }.joined()))
        let refused = try await LinuxProcess.local.run(
            Command(CString(BuiltCommand.path), ["run", "--setenv", CString([0xe9]), "--", "true"]))
        #expect(refused.standardError.contains(0xe9))
        #expect(refused.state == .exited(status: 2))
    }

    @Test func `chdir sets the working directory`() async throws {
        #expect(try await BuiltCommand.run(["run", "--chdir", "/usr", "--", "pwd"]).text == "/usr\n")
    }

    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces), arguments: Caller.available)
    func `hostname is set in the UTS namespace alone`(_ caller: Caller) async throws {
        let arguments = ["run", "--new", "user,uts", "--hostname", "there", "--", "uname", "-n"]
        #expect(try await BuiltCommand.run(arguments, as: caller).text == "there\n")
        #expect(try await LinuxProcess.local.uname().nodename != "there")
    }

    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces)) func `new makes every kind of namespace`()
        async throws
    {
        let all = "user,mount,pid,net,ipc,uts,cgroup"
        let line =
            "readlink /proc/self/ns/user /proc/self/ns/mnt /proc/self/ns/pid /proc/self/ns/net "
            + "/proc/self/ns/ipc /proc/self/ns/uts /proc/self/ns/cgroup"
        let inside = try await BuiltCommand.run(
            ["run", "--new", all, "--proc", "/proc", "--", "sh", "-c", line], as: .ordinary
        ).text
        let outside = try await LinuxProcess.local.run(.shell(line)).text
        #expect(inside.split(separator: "\n").count == 7)
        #expect(Set(inside.split(separator: "\n")).isDisjoint(with: outside.split(separator: "\n")))
    }

    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces), arguments: Caller.available)
    func `new net brings the loopback interface up`(_ caller: Caller) async throws {
        let table = "/proc/self/net/fib_trie"
        let show = ["--", "sh", "-c", "grep -c 127.0.0.1 \(table); ls -l /proc/self/fd"]
        let output = try await BuiltCommand.run(["run", "--new", "user,net"] + show, as: caller)
        #expect(try #require(output.text.split(separator: "\n").first.flatMap { Int($0) }) > 0)
        #expect(output.text.contains(" -> ") && !output.text.contains("socket:"))
    }

    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces))
    func `trace shows the calls of the child too`() async throws {
        let output = try await BuiltCommand.run(
            ["run", "--trace", "--new", "user,mount", "--tmpfs", "/mnt", "--", "true"], as: .ordinary)
        #expect(output.state.isSuccess)
        let lines = String(decoding: output.standardError, as: UTF8.self).split(separator: "\n")
        func process(_ call: String) -> Substring? {
            lines.first { $0.contains("] \(call)") }?.split(separator: "]").first
        }
        let ours = process("clone3(")
        let theirs = process("execve(\"/")
        #expect(ours != nil && theirs != nil && ours != theirs)
        #expect(process("mount(\"none\", \"/\"") == theirs)
        #expect(process("move_mount(") == theirs)
    }
}
