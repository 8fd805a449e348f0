import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// `rsyscall run`: what is said of mistakes, and what the command finds.
@Suite struct RunCommandTests {
    struct Mistake: CustomTestStringConvertible {
        let arguments: [String]
        let status: CInt
        let says: String
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ arguments: String, _ status: CInt, _ says: String) {
            self.arguments = arguments.split(separator: " ").map(String.init)
            self.status = status
            self.says = says
        }
    }

    static let mistakes = [
        Mistake("--new user,moon -- true", 2, "'moon'"),
        Mistake("--new user, -- true", 2, "''"),
        Mistake("ls", 2, "after --"),
        Mistake("ls -l", 2, "after --"),
        Mistake("", 2, "no command"),
        Mistake("--", 2, "no command"),
        Mistake("--bogus -- true", 2, "--bogus"),
        Mistake("--setenv K -- true", 2, "K=V"),
        Mistake("--setenv =V -- true", 2, "K=V"),
        Mistake("--unsetenv K=V -- true", 2, "--unsetenv K=V"),
        Mistake("--new user,mount --bind /usr -- true", 2, "SRC:DST"),
        Mistake("--new user,mount --bind :/usr -- true", 2, "SRC:DST"),
        Mistake("--new user,mount --bind /usr: -- true", 2, "SRC:DST"),
        Mistake("--new user,mount --ro-bind /usr:usr -- true", 2, "absolute"),
        Mistake("--new user,mount --bind /usr:/mnt --tmpfs /mnt/ -- true", 2, "hide"),
        Mistake("--new user,mount --root /usr --tmpfs / -- true", 2, "/usr already"),
        Mistake("--new user,mount --proc / -- true", 2, "root"),
        Mistake("--bind /usr:/mnt -- true", 2, "needs mount in --new"),
        Mistake("--root /usr -- true", 2, "needs mount in --new"),
        Mistake("--hostname there -- true", 2, "needs uts in --new"),
        Mistake("--fd x=/dev/null -- true", 2, "N=PATH"),
        Mistake("--fd -1=/dev/null -- true", 2, "--fd"),
        Mistake("--fd 5= -- true", 2, "N=PATH"),
        Mistake("--fd 5 -- true", 2, "N=PATH"),
        Mistake("--fd 5=/dev/null --fd 5=/dev/zero -- true", 2, "twice"),
        Mistake("--uid me -- true", 2, "'me'"),
        Mistake("--gid 4294967296 -- true", 2, "'4294967296'"),
        Mistake("--uid 4294967295 -- true", 2, "4294967295"),
        Mistake("--bind -- true", 2, "--bind"),
        Mistake("--new user,mount --root /etc/passwd -- true", 1, "--root /etc/passwd: openat("),
        Mistake("--new user,mount --root /none -- true", 1, "No such file or directory"),
        Mistake("--new user,mount --bind /none:/mnt -- true", 1, "--bind /none:/mnt: open_tree("),
        Mistake("--fd 5=/none -- true", 1, "--fd 5=/none: openat("),
        Mistake("--fd 999999999=/dev/null -- true", 1, "dup3("),
        Mistake("--chdir /none -- true", 1, "--chdir /none: chdir(\"/none\"): No such file or directory"),
        Mistake("--setenv PATH=/bin -- no-such-command", 127, "no-such-command: not found in"),
        Mistake("-- /none/true", 127, "/none/true: execve: No such file or directory"),
        Mistake("-- /etc/passwd", 126, "/etc/passwd: execve: Permission denied"),
        Mistake("-- /usr", 126, "/usr: execve: Permission denied"),
    ]

    @Test(arguments: mistakes) func `usage mistake or failure is one line with its exit status`(
        _ mistake: Mistake
    ) async throws {
        let output = try await BuiltCommand.run(["run"] + mistake.arguments)
        #expect(output.state == .exited(status: mistake.status))
        #expect(output.text == "")
        let complaint = String(decoding: output.standardError, as: UTF8.self)
        #expect(complaint.hasPrefix("rsyscall run: "))
        #expect(complaint.contains(mistake.says))
        #expect(complaint.last == "\n" && complaint.filter { $0 == "\n" }.count == 1, "\(complaint)")
    }

    @Test func `line break in an argument does not break the error line`() async throws {
        let output = try await BuiltCommand.run(["run", "--new", "a\nb", "--", "true"])
        #expect(output.standardError.filter { $0 == UInt8(ascii: "\n") }.count == 1)
    }

    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces))
    func `EPERM suggests adding user to the new namespaces`() async throws {
        for arguments in [["--new", "uts"], ["--uid", "3"]] {
            let output = try await BuiltCommand.run(["run"] + arguments + ["--", "true"], as: .ordinary)
            #expect(output.state == .exited(status: 1))
            let complaint = String(decoding: output.standardError, as: UTF8.self)
            #expect(complaint.contains("Operation not permitted (EPERM); add user to --new\n"))
        }
    }

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

    @Test func `program in PATH without x bit is refused with status 126`() async throws {
        let scratch = try Scratch()
        let tool = try scratch.file("tool", "")
        let output = try await BuiltCommand.run(["run", "--setenv", "PATH=\(scratch.path)", "--", "tool"])
        #expect(output.state == .exited(status: 126))
        let complaint = String(decoding: output.standardError, as: UTF8.self)
        #expect(complaint.hasPrefix("rsyscall run: tool: faccessat2(AT_FDCWD, \"\(tool)\""))
        #expect(complaint.hasSuffix("): Permission denied\n"))
    }

    @Test(.disabled("a sanitizer needs descriptors of its own") { BuiltCommand.isSanitized })
    func `EMFILE is reported if ulimit leaves too few descriptors`() async throws {
        // Without standard input, so that there are enough to load it at all.
        for most in 3...8 {
            let line = "exec <&-; ulimit -n \(most); exec $0 run -- true"
            let output = try await LinuxProcess.local.run(
                Command("/bin/sh", ["-c", line, BuiltCommand.path]))
            let complaint = String(decoding: output.standardError, as: UTF8.self)
            guard !output.state.isSuccess else {
                #expect(complaint == "")
                continue
            }
            #expect(output.state == .exited(status: 1))
            #expect(complaint.hasPrefix("rsyscall run: ") && complaint.contains("Too many open files"))
            #expect(complaint.last == "\n" && complaint.count { $0 == "\n" } == 1, "\(complaint)")
        }
    }

    @Test func `standard input and output are the command's`() async throws {
        let command = try await BuiltCommand.startRun(["--", "cat"])
        let text = String(repeating: "through\n", count: 100)
        try await command.input.write(text.utf8)
        #expect(try await command.read(to: text) == text)
        try command.process.kill(.kill)
        try await command.expectEnd(.killed(.kill, coreDumped: false))
    }

    @Test func `chdir sets the working directory`() async throws {
        #expect(try await BuiltCommand.run(["run", "--chdir", "/usr", "--", "pwd"]).text == "/usr\n")
    }

    @Test func `fd adds descriptors to those of the caller`() async throws {
        let numbers = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 200]
        let options = numbers.map { "--fd \($0)=/dev/zero" }.joined(separator: " ")
        let list = "ls /proc/self/fd"
        // One caller for all, since ours may get descriptors from other tests.
        let line = "\(list); echo; $0 run -- \(list); echo; $0 run \(options) -- \(list)"
        let output = try await LinuxProcess.local.run(Command("/bin/sh", ["-c", line, BuiltCommand.path]))
        let lists = output.text.components(separatedBy: "\n\n").map {
            $0.split(separator: "\n").compactMap { Int($0) }
        }
        try #require(lists.count == 3)
        #expect(lists[1] == lists[0])
        // The last is where ls itself reads.
        #expect(Set(lists[2]).isSuperset(of: Set(lists[0]).union(numbers)))
        #expect(Set(lists[2]).subtracting(lists[0]).subtracting(numbers).count <= 1)
    }

    @Test func `fd options with overlapping numbers do not clobber each other`() async throws {
        let scratch = try Scratch()
        let numbers = Array(3...20)
        var options: [String] = []
        for number in numbers.shuffled() {
            options += ["--fd", "\(number)=\(try scratch.file("\(number)", "\(number)"))"]
        }
        let line = numbers.map { "head -c 9 /proc/self/fd/\($0); echo" }.joined(separator: "; ")
        let output = try await BuiltCommand.run(["run"] + options + ["--", "/bin/sh", "-c", line])
        #expect(output.text == numbers.map { "\($0)\n" }.joined())
    }

    @Test func `fd opens for reading and writing if possible`() async throws {
        let scratch = try Scratch()
        let file = try scratch.file("file", "before")
        let options = ["--fd", "0=\(file)", "--fd", "5=\(file)", "--fd", "6=\(scratch.path)"]
        let line = "cat; printf after >&5; test -d /proc/self/fd/6 && echo"
        let output = try await BuiltCommand.run(["run"] + options + ["--", "sh", "-c", line])
        #expect(output.text == "before\n")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "aftere")
    }

    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces), arguments: Caller.available)
    func `drop-caps leaves no capability`(_ caller: Caller) async throws {
        for options in [
            ["--new", "user"], ["--new", "user", "--uid", "0"], ["--new", "user", "--uid", "7"],
        ] {
            let output = try await BuiltCommand.run(
                ["run", "--drop-caps"] + options + ["--", "grep", "Cap", "/proc/self/status"], as: caller)
            let sets = output.text.split(separator: "\n")
            #expect(sets.count == 5)
            #expect(sets.allSatisfy { $0.hasSuffix(":\t0000000000000000") }, "\(output.text)")
        }
    }

    @Test(.enabled(if: geteuid() == 0, "needs root"))
    func `uid and gid and drop-caps make root another user`() async throws {
        let line = "id -u; id -g; id -G; grep -E '^Cap(Prm|Eff|Bnd)' /proc/self/status"
        let output = try await BuiltCommand.run([
            "run", "--uid", "1234", "--gid", "77", "--drop-caps", "--", "sh", "-c", line,
        ])
        let none = "0000000000000000"
        #expect(output.text == "1234\n77\n77\nCapPrm:\t\(none)\nCapEff:\t\(none)\nCapBnd:\t\(none)\n")
    }

    @Test(arguments: Caller.available) func `no-new-privs sets NoNewPrivs`(_ caller: Caller) async throws {
        let output = try await BuiltCommand.run(
            ["run", "--no-new-privs", "--", "grep", "NoNewPrivs", "/proc/self/status"], as: caller)
        #expect(output.text == "NoNewPrivs:\t1\n")
    }

    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces), arguments: Caller.available)
    func `new user maps uid and gid`(_ caller: Caller) async throws {
        let line = "id -u; id -g"
        let same = try await BuiltCommand.run(["run", "--new", "user", "--", "sh", "-c", line], as: caller)
        #expect(same.text == "\(caller.user)\n\(caller.group)\n")
        let other = try await BuiltCommand.run(
            ["run", "--new", "user", "--uid", "0", "--gid", "7", "--", "sh", "-c", line], as: caller)
        #expect(other.text == "0\n7\n")
        let groups = try await BuiltCommand.run(
            ["run", "--new", "user", "--", "cat", "/proc/self/setgroups"], as: caller)
        #expect(groups.text == (caller == .root ? "allow\n" : "deny\n"))
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func `new user as root maps all users`() async throws {
        let scratch = try Scratch()
        let file = try scratch.file("file", "secret")
        try #require(chmod(file, 0o600) == 0 && chown(file, 1234, 1234) == 0)
        let line = "cat \"$0\"; stat -c %u \"$0\"; chown 77 \"$0\"; stat -c %u \"$0\""
        let output = try await BuiltCommand.run(["run", "--new", "user", "--", "sh", "-c", line, file])
        #expect(output.text == "secret1234\n77\n")
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
            ["run", "--trace", "--new", "user,mount", "--tmpfs", "/tmp", "--", "true"], as: .ordinary)
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
