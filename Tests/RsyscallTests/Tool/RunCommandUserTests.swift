import Foundation
import Testing

@testable import Rsyscall

/// `rsyscall run`: the command's users and capabilities.
@Suite struct RunCommandUserTests {
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

    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces))
    func `new user with uid and gid works for the root of a namespace of one user`() async throws {
        let one = ["run", "--new", "user", "--uid", "0", "--gid", "0", "--", BuiltCommand.path]
        let words = Caller.ordinary.words([BuiltCommand.path] + one)
        for (user, group) in [(1000, 1000), (0, 7), (7, 0)] {
            let inner = [
                "run", "--new", "user", "--uid", "\(user)", "--gid", "\(group)", "--", "sh", "-c",
                "id -u; id -g",
            ]
            let output = try await LinuxProcess.local.run(Command(words[0], Array(words.dropFirst()) + inner))
            #expect(output.text == "\(user)\n\(group)\n")
            #expect(output.standardError.isEmpty)
        }
    }
}
