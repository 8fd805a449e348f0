import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// `rsyscall run`: the working directory and `PWD`.
@Suite(.enabled(Caller.needed, Caller.canHaveUserNamespaces)) struct RunCommandDirectoryTests {
    /// Runs a line in a shell that was started by `rsyscall run` in a directory.
    private func run(
        in directory: String, _ options: [String], _ line: String, as caller: Caller = .ourselves
    ) async throws -> CommandOutput {
        let words = caller.words(
            [
                "env", "--chdir", directory, "PWD=\(directory)", BuiltCommand.path, "run", "--new",
                "user,mount",
            ] + options + ["--", "/bin/sh", "-c", line])
        return try await LinuxProcess.local.run(Command(words[0], Array(words.dropFirst())))
    }

    private func complaint(_ output: CommandOutput) -> String {
        String(decoding: output.standardError, as: UTF8.self)
    }

    @Test(arguments: Caller.available)
    func `working directory under a bind is what is bound there`(_ caller: Caller) async throws {
        let scratch = try Scratch()
        let place = try scratch.directory("place")
        try scratch.file("place/file", "hidden")
        let source = try scratch.directory("source")
        try scratch.file("source/file", "shown")
        for option in ["--bind", "--ro-bind"] {
            let output = try await run(
                in: place, [option, "\(source):\(place)"], "cat file; cat \"$PWD/file\"", as: caller)
            #expect(output.text == "shownshown")
        }
    }

    @Test(arguments: Caller.available)
    func `working directory under ro-bind is read-only by a relative path too`(_ caller: Caller) async throws
    {
        let scratch = try Scratch()
        let place = try scratch.directory("place")
        try #require(chmod(place, 0o777) == 0)
        let output = try await run(in: place, ["--ro-bind", "\(place):\(place)"], ": > new", as: caller)
        #expect(complaint(output).contains("Read-only file system"))
        #expect(try scratch.names(in: "place").isEmpty)
    }

    @Test(arguments: Caller.available)
    func `working directory under tmpfs is empty`(_ caller: Caller) async throws {
        let scratch = try Scratch()
        let place = try scratch.directory("place")
        try scratch.file("place/file", "hidden")
        try #require(chmod(place, 0o777) == 0)
        let output = try await run(in: place, ["--tmpfs", place], "ls; : > new; pwd", as: caller)
        #expect(output.text == "\(place)\n")
        #expect(try scratch.names(in: "place") == ["file"])
    }

    @Test func `working directory that the mounts hide ends with status 1, unless chdir names another`()
        async throws
    {
        let scratch = try Scratch()
        let place = try scratch.directory("place")
        let output = try await run(in: place, ["--tmpfs", scratch.path], "true")
        #expect(output.state == .exited(status: 1))
        #expect(
            complaint(output)
                == "rsyscall run: \(place): No such file or directory; the working directory is not there "
                + "anymore, name one with --chdir\n")
        let other = try await run(in: place, ["--tmpfs", scratch.path, "--chdir", "/usr"], "pwd")
        #expect(other.text == "/usr\n")
    }

    @Test(arguments: Caller.available)
    func `working directory in a new root is the caller's if it is there, and else the root`(
        _ caller: Caller
    ) async throws {
        let scratch = try Scratch()
        let place = try scratch.directory("place")
        let line = "echo $PWD; readlink /proc/self/cwd"
        let root = ["--tmpfs", "/", "--proc", "/proc"] + bindsOfTheSystem
        #expect(try await run(in: place, root, line, as: caller).text == "/\n/\n")
        let there = try await run(in: place, root + ["--tmpfs", place], line, as: caller)
        #expect(there.text == "\(place)\n\(place)\n")
    }

    @Test func `PWD names the directory that the command starts in`() async throws {
        let scratch = try Scratch()
        let place = try scratch.directory("place")
        let link = scratch.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: place)
        // The program and no shell, which would set it right.
        func shown(_ options: [String], from directory: String) async throws -> String {
            let words = ["env", "--chdir", directory, "PWD=\(directory)", BuiltCommand.path, "run"]
            let output = try await LinuxProcess.local.run(
                Command(words[0], Array(words.dropFirst()) + options + ["--", "printenv", "PWD"]))
            return output.text
        }
        let user = ["--new", "user,mount"]
        #expect(try await shown(["--chdir", "/usr"], from: place) == "/usr\n")
        #expect(try await shown(user + ["--tmpfs", "/"] + bindsOfTheSystem, from: place) == "/\n")
        // As the caller has it, if it is right.
        #expect(try await shown([], from: link) == "\(link)\n")
        #expect(try await shown(user + ["--tmpfs", place], from: link) == "\(link)\n")
        #expect(try await shown(["--chdir", "/usr", "--setenv", "PWD=mine"], from: place) == "mine\n")
        #expect(try await shown(["--chdir", "/usr", "--clear-env"], from: place) == "")
    }
}
