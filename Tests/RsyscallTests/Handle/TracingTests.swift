import Foundation
import Testing

@testable import Rsyscall

/// One line for each call, as strace prints it.
@Suite struct TracingTests {
    /// The local process, traced to `lines`.
    private static func traced(to lines: Reports) -> LinuxProcess {
        LinuxProcess.local.with(tracer: Tracer { lines.add($0) })
    }

    @Test func `trace has one line for each call with pid and errno and time`() async throws {
        let lines = Reports()
        let process = Self.traced(to: lines)
        _ = try? await process.open("/nonexistent", [.rdonly, .cloexec])
        _ = try await process.getuid()
        let line = "[\(process.pid)] openat(AT_FDCWD, \"/nonexistent\", O_RDONLY|O_CLOEXEC) = -1 ENOENT"
        #expect(lines.all.count == 2)
        #expect(try #require(lines.all.first).hasPrefix(line + " (No such file or directory) <"))
        #expect(try #require(lines.all.last).contains("] getuid() = "))
        #expect(lines.all.allSatisfy { $0.wholeMatch(of: /.* <[0-9]+\.[0-9]{6}>/) != nil })
    }

    @Test func `trace shows strings and flags and signal sets as strace does`() async throws {
        let lines = Reports()
        let process = Self.traced(to: lines)
        let pipe = try await process.pipe2(closeOnExec: false)
        try await pipe.write.write("a\n".utf8)
        try await process.faccessat2("/", .r, [.eaccess, .symlink_nofollow])
        let child = try await LinuxProcess.local.clone()
        _ = try await child.process.with(tracer: process.tracer).sigprocmask(.block, .empty)
        _ = try await process.mmap(length: process.host.pageSize).range
        let other = try await process.pipe2()
        _ = consume other
        let made = try await process.open("/tmp", [.tmpfile, .rdwr], mode: .rwxu, closeOnExec: false)
        _ = consume made
        let expected = [
            ", 0) = 0 <", ", \"a\\n\", 2) = 2 <",
            "faccessat2(AT_FDCWD, \"/\", R_OK, AT_EACCESS|AT_SYMLINK_NOFOLLOW) = 0 <",
            "sigprocmask(SIG_BLOCK, [], ", "MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x",
            ", O_CLOEXEC) = 0 <", "O_RDWR|O_TMPFILE, 0700) = ",
        ]
        #expect(lines.all.count == expected.count)
        for (line, part) in zip(lines.all, expected) { #expect(line.contains(part)) }
    }

    @Test func `trace of execve shows arguments and time`() async throws {
        func execution(_ words: [String]) async throws -> String {
            let output = try await BuiltCommand.run(["run", "--trace", "--clear-env", "--"] + words)
            let lines = String(decoding: output.standardError, as: UTF8.self).split(separator: "\n")
            return String(try #require(lines.first { $0.contains("] execve(") }))
        }
        let refused = try await execution(["/nonexistent", "b\n"])
        let error = "-1 ENOENT (No such file or directory)"
        #expect(
            refused.contains(
                #"execve("/nonexistent", ["/nonexistent", "b\n"], [/* 0 vars */]) = \#(error) <"#))
        let done = try await execution(["/bin/true"])
        #expect(done.contains(#"execve("/bin/true", ["/bin/true"], [/* 0 vars */]) = 0 <"#))
        #expect(!done.contains("<0.000000>"))
    }

    @Test func `RSYSCALL_TRACE names the file that the trace goes to`() async throws {
        let scratch = try Scratch()
        let path = scratch.path + "/trace"
        let command = Command(BuiltCommand.path, ["run", "--", "true"])
        let output = try await LinuxProcess.local.run(command.setting("RSYSCALL_TRACE", to: path))
        #expect(output.state.isSuccess)
        #expect(output.standardError.isEmpty)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count { $0.contains("] clone3({flags=CLONE_VM|") } == 1)
        #expect(lines.count { $0.contains(#"/true", ["true"], "#) } == 1)
        #expect(lines.allSatisfy { $0.hasPrefix("[") && $0.hasSuffix(">") })
    }

    @Test func `RSYSCALL_TRACE that cannot be written is reported on standard error`() async throws {
        let command = Command(BuiltCommand.path, ["run", "--", "true"])
        let output = try await LinuxProcess.local.run(command.setting("RSYSCALL_TRACE", to: "/none/file"))
        #expect(output.state.isSuccess)
        let line = "RSYSCALL_TRACE: /none/file: No such file or directory\n"
        #expect(String(decoding: output.standardError, as: UTF8.self) == line)
    }
}
