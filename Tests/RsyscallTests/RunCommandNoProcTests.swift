import Foundation
import Testing

@testable import Rsyscall

/// `rsyscall run` where there is no `/proc`.
@Suite(.enabled(Caller.needed, Caller.canHaveUserNamespaces)) struct RunCommandNoProcTests {
    /// Runs `rsyscall` with an empty directory for `/proc`.
    private func run(_ arguments: [String], as caller: Caller) async throws -> CommandOutput {
        let hide = ["run", "--new", "user,mount", "--tmpfs", "/proc", "--"]
        return try await BuiltCommand.run(hide + [BuiltCommand.path] + arguments, as: caller)
    }

    private func complaint(_ output: CommandOutput) -> String {
        String(decoding: output.standardError, as: UTF8.self)
    }

    @Test(arguments: Caller.available) func theCommandIsRun(_ caller: Caller) async throws {
        let output = try await run(
            ["run", "--", "/bin/sh", "-c", "echo \"$@\"; exit 3", "-", "é", ""], as: caller)
        #expect(output.state == .exited(status: 3))
        #expect(output.text == "é \n")
        #expect(complaint(output) == "")
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func aCommandInNamespacesIsRun() async throws {
        let line = "echo $$ /proc/[0-9]*"
        let output = try await run(
            ["run", "--new", "mount,pid", "--proc", "/proc", "--", "/bin/sh", "-c", line], as: .root)
        #expect(output.text == "1 /proc/1\n")
    }

    @Test(arguments: Caller.available) func aMistakeIsOneLine(_ caller: Caller) async throws {
        for (options, says) in [
            (["ls"], "rsyscall run: Unexpected argument 'ls'; the command goes after --\n"),
            (["--bogus", "--", "true"], "rsyscall run: Unknown option '--bogus'\n"),
        ] {
            let output = try await run(["run"] + options, as: caller)
            #expect(output.state == .exited(status: 2))
            #expect(complaint(output) == says)
        }
    }

    @Test(arguments: Caller.available) func whatNeedsProcSaysSo(_ caller: Caller) async throws {
        let output = try await run(["run", "--new", "user", "--", "true"], as: caller)
        #expect(output.state == .exited(status: 1))
        #expect(complaint(output).hasPrefix("rsyscall run: --new user: "))
        #expect(complaint(output).contains("\"/proc/self"))
        #expect(complaint(output).hasSuffix("): No such file or directory (ENOENT)\n"))
    }

    @Test(arguments: Caller.available) func help(_ caller: Caller) async throws {
        let output = try await run(["run", "--help"], as: caller)
        #expect(output.state.isSuccess)
        #expect(output.text.contains("USAGE: rsyscall run"))
    }
}
