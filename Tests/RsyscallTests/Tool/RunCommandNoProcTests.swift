import Testing

@testable import Rsyscall

/// `rsyscall run` where there is no `/proc`.
@Suite(
    .enabled(Caller.needed, Caller.canHaveUserNamespaces),
    .disabled("a sanitizer reads /proc itself") { BuiltCommand.isSanitized })
struct RunCommandNoProcTests {
    /// Gives `rsyscall` an empty directory for `/proc`.
    private static let hiding = [
        "run", "--new", "user,mount", "--uid", "0", "--tmpfs", "/proc", "--", BuiltCommand.path,
    ]

    private func run(_ arguments: [String], as caller: Caller) async throws -> CommandOutput {
        try await BuiltCommand.run(Self.hiding + arguments, as: caller)
    }

    private func complaint(_ output: CommandOutput) -> String {
        String(decoding: output.standardError, as: UTF8.self)
    }

    @Test(arguments: Caller.available) func `run without proc passes arguments and status`(_ caller: Caller)
        async throws
    {
        let output = try await run(
            ["run", "--", "/bin/sh", "-c", "echo \"$@\"; exit 3", "-", "é", ""], as: caller)
        #expect(output.state == .exited(status: 3))
        #expect(output.text == "é \n")
        #expect(complaint(output) == "")
    }

    @Test(arguments: Caller.available) func `run without proc makes namespaces`(_ caller: Caller) async throws
    {
        let line = "echo $$ /proc/[0-9]*"
        let output = try await run(
            ["run", "--new", "mount,pid", "--proc", "/proc", "--", "/bin/sh", "-c", line], as: caller)
        #expect(output.text == "1 /proc/1\n")
    }

    @Test func `run without proc works 200 times in a row`() async throws {
        let line = "for n in {1..200}; do $0 run -- true || echo $?; done"
        let hiding = [BuiltCommand.path] + Self.hiding.dropLast()
        let words = Caller.ordinary.words(hiding + ["bash", "-c", line, BuiltCommand.path])
        let output = try await LinuxProcess.local.run(Command(words[0], Array(words.dropFirst())))
        #expect(output.text == "")
        #expect(output.state == .exited(status: 0))
    }

    @Test(arguments: Caller.available)
    func `SIGTERM without proc reaches a handler of pid 1`(_ caller: Caller) async throws {
        let line = "trap 'exit 7' TERM; echo ready; while read x; do :; done"
        let command = try await BuiltCommand.start(
            caller.words([BuiltCommand.path] + Self.hiding + ["run", "--new", "pid", "--", "sh", "-c", line]))
        _ = try await command.read(to: "ready\n")
        try command.process.signal(.term)
        try await command.expectEnd(.exited(status: 7))
    }

    @Test(arguments: Caller.available) func `usage mistake without proc is one line`(_ caller: Caller)
        async throws
    {
        for (options, says) in [
            (["ls"], "rsyscall run: Unexpected argument 'ls'; the command goes after --\n"),
            (["--bogus", "--", "true"], "rsyscall run: Unknown option '--bogus'\n"),
        ] {
            let output = try await run(["run"] + options, as: caller)
            #expect(output.state == .exited(status: 2))
            #expect(complaint(output) == says)
        }
    }

    @Test(arguments: Caller.available) func `new user without proc fails with ENOENT of proc`(
        _ caller: Caller
    ) async throws {
        let output = try await run(["run", "--new", "user", "--", "true"], as: caller)
        #expect(output.state == .exited(status: 1))
        #expect(complaint(output).hasPrefix("rsyscall run: --new user: "))
        #expect(complaint(output).contains("\"/proc/self"))
        #expect(complaint(output).hasSuffix("): No such file or directory (ENOENT)\n"))
    }

    @Test(arguments: Caller.available) func `help without proc is printed`(_ caller: Caller) async throws {
        let output = try await run(["run", "--help"], as: caller)
        #expect(output.state.isSuccess)
        #expect(output.text.contains("USAGE: rsyscall run"))
    }
}
