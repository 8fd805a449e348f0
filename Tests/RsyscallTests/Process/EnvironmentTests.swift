import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// Variables, and where a program is.
@Suite struct EnvironmentTests {
    let process = LinuxProcess.local

    @Test func `Environment keeps names apart that are equal in Unicode only`() {
        var environment = Environment()
        environment["\u{e9}"] = "one"
        environment["e\u{301}"] = "two"
        #expect(environment.variables.count == 2)
    }

    @Test func `getenv of a duplicate variable finds the first, and all lines are passed on`() throws {
        var environment = Environment(lines: ["A=first", "NOEQ", "=odd", "A=second", "B=x=y", ""])
        #expect(environment["A"] == "first")
        #expect(environment["B"] == "x=y")
        #expect(environment[""] == nil && environment["NOEQ"] == nil)
        #expect(environment.variables == ["A": "first", "B": "x=y"])
        #expect(try environment.lines == ["A=first", "NOEQ", "=odd", "A=second", "B=x=y", ""])
        environment["A"] = "third"
        environment["C"] = "new"
        #expect(try environment.lines == ["A=third", "NOEQ", "=odd", "B=x=y", "", "C=new"])
        environment["A"] = nil
        environment["NOEQ"] = nil
        #expect(try environment.lines == ["NOEQ", "=odd", "B=x=y", "", "C=new"])
    }

    @Test func `Environment is equal whatever the order of the names`() {
        var environment = Environment(["B": "2"])
        environment["A"] = "1"
        #expect(environment == Environment(["A": "1", "B": "2"]))
        #expect(environment.hashValue == Environment(["A": "1", "B": "2"]).hashValue)
        #expect(Environment(lines: ["A=1", "A=2"]) != Environment(lines: ["A=2", "A=1"]))
        #expect(Environment(lines: ["odd"]) != Environment())
    }

    @Test(arguments: ["PATH=/tmp/evil:", "", "="])
    func `run refuses a variable whose name is empty or has an equals sign`(_ name: String) async throws {
        var environment = Environment(["PATH": "/usr/bin:/bin"])
        environment[name] = "x"
        let refusal = CommandError.invalidVariable(name: CString(name))
        #expect(throws: refusal) { try environment.lines }
        await #expect(throws: refusal) {
            _ = try await process.run(Command("env"), environment: environment)
        }
        await #expect(throws: refusal) {
            _ = try await process.run(Command("env").setting(name, to: "x"))
        }
        let child = try await process.clone()
        do throws(Refused<ClonedProcess>) {
            _ = try await child.exec(Command("env"), environment: environment)
            Issue.record("it was executed")
        } catch {
            #expect(error.reason as? CommandError == refusal)
            let isGivenBack = error.takeOperand() != nil
            #expect(isGivenBack)
        }
        environment[name] = nil
        #expect(
            try await process.run(Command("env"), environment: environment).text == "PATH=/usr/bin:/bin\n")
    }

    @Test func `current has the lines that we were started with, and no later setenv`() throws {
        let name = "RSYSCALL_TEST_SET_LATER"
        setenv(name, "later", 1)
        defer { unsetenv(name) }
        #expect(Environment.current[name] == nil)
        let inherited = try Data(contentsOf: URL(fileURLWithPath: "/proc/self/environ"))
            .split(separator: 0, omittingEmptySubsequences: false).dropLast().map { CString($0) }
        #expect(try Environment.current.lines == inherited)
    }

    @Test func `which finds a program in PATH`() async throws {
        let scratch = try Scratch()
        try scratch.directory("a/tool")
        try scratch.directory("b")
        try scratch.file("b/tool", "")
        try scratch.directory("c")
        // Not written here: who holds it for writing, as a child may for a moment, keeps it from being executed.
        let tool = scratch.path + "/c/tool"
        try FileManager.default.createSymbolicLink(atPath: tool, withDestinationPath: "/bin/false")
        let path = ["a", "b", "c"].map { scratch.path + "/" + $0 }.joined(separator: ":")
        let environment = Environment(["PATH": CString(path)])
        // The first is a directory, and the second is not executable.
        #expect(try await environment.which("tool", in: process) == FilePath(tool))
        #expect(try await environment.which("./tool", in: process) == "./tool")
        #expect(try await environment.which("tool", in: try await process.clone()) == FilePath(tool))
        await #expect(throws: CommandError.notFound(name: "other", path: CString(path))) {
            _ = try await environment.which("other", in: process)
        }
        #expect(try await process.run(Command("tool"), environment: environment).state == .exited(status: 1))
    }

    @Test(.timeLimit(.minutes(5))) func `which refuses a name of 100,000 bytes at once`() async throws {
        let name = CString([UInt8](repeating: UInt8(ascii: "n"), count: 100_000))
        let refusal = await #expect(throws: SyscallError.self) {
            _ = try await Environment(["PATH": "/usr/bin::/bin/"]).which(name, in: process)
        }
        #expect(refusal?.errno == .fileNameTooLong)
    }

    @Test func `which fails with EACCES if only a program without x bit is found`() async throws {
        let scratch = try Scratch()
        for name in ["empty", "plain", "file"] { try scratch.directory(name) }
        let tool = try scratch.file("plain/tool", "")
        let path = ["empty", "plain", "file/tool/none", "none"].map { scratch.path + "/" + $0 }
        let environment = Environment(["PATH": CString(path.joined(separator: ":"))])
        let refusal = await #expect(throws: SyscallError.self) {
            _ = try await environment.which("tool", in: process)
        }
        #expect(refusal?.errno == .permissionDenied)
        #expect(refusal?.arguments.contains("\"\(tool)\"") == true)
        #expect(refusal?.arguments.last == "AT_EACCESS")
        await #expect(throws: CommandError.self) { _ = try await environment.which("other", in: process) }
        await #expect(throws: SyscallError.self) {
            _ = try await process.run(Command("tool"), environment: environment)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "needs root, to become another user"))
    func `which goes on after a directory of PATH that is closed`()
        async throws
    {
        let scratch = try Scratch()
        let directory = try scratch.directory("closed")
        try #require(chmod(directory, 0o700) == 0)
        let environment = Environment(["PATH": CString(directory + ":/usr/bin:/bin")])
        let child = try await process.clone()
        try await child.setresuid(Uid(12345), Uid(12345), Uid(12345))
        #expect(try await environment.which("sh", in: child) == "/usr/bin/sh")
        let refusal = await #expect(throws: SyscallError.self) {
            _ = try await environment.which("no-such-command", in: child)
        }
        #expect(refusal?.errno == .permissionDenied)
    }

    @Test(arguments: [ENOSYS, EPERM]) func `which works if faccessat2 is refused`(_ errno: CInt) async throws
    {
        let scratch = try Scratch()
        try scratch.file("plain", "")
        let tool = try scratch.file("tool", "")
        try #require(chmod(tool, 0o755) == 0)
        let environment = Environment(["PATH": CString(scratch.path)])
        let child = try await process.clone()
        try await child.prctl_set_no_new_privs()
        _ = try await child.seccomp([
            .load(at: 0), .ifEqual(UInt32(SYS.faccessat2.number), then: 0, else: 1),
            .verdict(.errno, data: UInt16(errno)), .verdict(.allow),
        ])
        #expect(try await environment.which("tool", in: child) == FilePath(tool))
        let refusal = await #expect(throws: SyscallError.self) {
            _ = try await environment.which("plain", in: child)
        }
        #expect(refusal?.errno == .permissionDenied)
        await #expect(throws: CommandError.self) {
            _ = try await environment.which("other", in: child)
        }
    }
}
