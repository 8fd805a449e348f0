import Foundation
import Testing

@testable import Rsyscall

/// `rsyscall run --uid` and `--gid`: the supplementary groups.
@Suite struct RunCommandGroupTests {
    /// What an ordinary user runs as the root that it is in a user namespace.
    private static let asMappedRoot = [
        BuiltCommand.path, "run", "--new", "user", "--uid", "0", "--gid", "0", "--", BuiltCommand.path, "run",
    ]

    private func run(_ words: [String]) async throws -> CommandOutput {
        try await LinuxProcess.local.run(Command(words[0], Array(words.dropFirst())))
    }

    /// Runs `words` with these supplementary groups.
    private func run(groups: String, as user: UInt32, _ words: [String]) async throws -> CommandOutput {
        try await run(["setpriv", "--reuid", "\(user)", "--regid", "\(user)", "--groups", groups] + words)
    }

    @Test(
        .enabled(Caller.needed, Caller.canHaveUserNamespaces),
        arguments: [["--uid", "0"], ["--gid", "0"], ["--new", "user", "--uid", "0", "--gid", "0"]])
    func `uid 0 and gid 0 work for a user mapped to root`(_ options: [String]) async throws {
        let words = Self.asMappedRoot + options + ["--", "sh", "-c", "id -u; id -g"]
        let output = try await run(Caller.ordinary.words(words))
        #expect(output.text == "0\n0\n")
        #expect(output.standardError.isEmpty)
    }

    @Test(
        .enabled(if: geteuid() == 0, "needs root, to have groups"),
        .enabled(Caller.needed, Caller.canHaveUserNamespaces))
    func `uid keeps the groups that setgroups may not drop`() async throws {
        let words = Self.asMappedRoot + ["--uid", "0", "--", "id", "-G"]
        let output = try await run(groups: "2222,3333", as: Caller.ordinaryUser, words)
        #expect(output.text == "0 65534\n")
        #expect(output.standardError.isEmpty)
    }

    @Test(
        .enabled(if: geteuid() == 0, "needs root, to have groups"),
        arguments: [["--uid", "7"], ["--uid", "7", "--new", "user"]])
    func `uid drops the supplementary groups`(_ options: [String]) async throws {
        let words = [BuiltCommand.path, "run"] + options + ["--", "id", "-G"]
        #expect(try await run(groups: "2222,3333", as: 0, words).text == "0\n")
    }

    @Test(.enabled(if: geteuid() == 0, "needs root, to have groups"))
    func `uid fails if setgroups is not permitted`() async throws {
        let words = [BuiltCommand.path, "run", "--uid", "\(Caller.ordinaryUser)", "--", "true"]
        let output = try await run(groups: "2222", as: Caller.ordinaryUser, words)
        #expect(output.state == .exited(status: 1))
        #expect(String(decoding: output.standardError, as: UTF8.self).contains("setgroups("))
    }
}
