import Foundation
import Testing

@testable import Rsyscall

/// `rsyscall run`: what is said of mistakes and failures.
@Suite struct RunCommandMistakeTests {
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

    @Test(.enabled(if: geteuid() == 0, "needs root"))
    func `EPERM of a root without the capability suggests that too`() async throws {
        let words = ["--bounding-set", "-sys_admin", BuiltCommand.path, "run", "--new", "uts", "--", "true"]
        let output = try await LinuxProcess.local.run(Command("setpriv", words))
        let complaint = String(decoding: output.standardError, as: UTF8.self)
        #expect(complaint.hasSuffix("Operation not permitted (EPERM); add user to --new\n"))
    }

    @Test(.enabled(if: geteuid() == 0, "needs root"))
    func `EPERM for a user namespace says where there are none`() async throws {
        let line = "mount --rbind / /mnt; exec chroot /mnt \"$0\" run --new user -- true"
        let output = try await LinuxProcess.local.run(
            Command("unshare", ["--mount", "sh", "-c", line, BuiltCommand.path]))
        let complaint = String(decoding: output.standardError, as: UTF8.self)
        #expect(complaint.contains("(EPERM); a chroot has no user namespaces"), "\(complaint)")
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
}
