import Foundation
import Testing

@testable import Rsyscall

/// `rsyscall run`: the program that is executed, and its variables.
@Suite struct RunCommandProgramTests {
    private func complaint(_ output: CommandOutput) -> String {
        String(decoding: output.standardError, as: UTF8.self)
    }

    @Test func `duplicate and odd lines of the environment are passed on as they are`() async throws {
        let lines: [CString] = ["A=first", "NOEQ", "=odd", "A=second", "PATH=/usr/bin:/bin"]
        func seen(_ options: [CString]) async throws -> [String] {
            let output = try await LinuxProcess.local.pipe2()
            let child = try await LinuxProcess.local.clone()
            try await child.inherit(output.write).dup3(ontoUnowned: FileDescriptorNumber(1))
            let words: [CString] = ["rsyscall", "run"] + options + ["--", "cat", "/proc/self/environ"]
            let running = try await droppingRefused(child) {
                try await $0.execve(BuiltCommand.path, words, lines)
            }
            try await output.write.close()
            let text = String(decoding: try await output.read.read(upTo: 4096), as: UTF8.self)
            #expect(try await running.wait().isSuccess)
            return text.split(separator: "\0").map(String.init)
        }
        #expect(try await seen([]) == lines.map(\.description))
        #expect(
            try await seen(["--setenv", "A=third", "--setenv", "B=new"])
                == ["A=third", "NOEQ", "=odd", "PATH=/usr/bin:/bin", "B=new"])
        #expect(try await seen(["--unsetenv", "A"]) == ["NOEQ", "=odd", "PATH=/usr/bin:/bin"])
    }

    @Test func `script without an interpreter line is executed by sh`() async throws {
        let scratch = try Scratch()
        let script = try await scratch.program("script", "echo \"$0\" \"$@\"; exit 3\n")
        for (name, options) in [(script, []), ("script", ["--setenv", "PATH=\(scratch.path)"])] {
            let output = try await BuiltCommand.run(["run"] + options + ["--", name, "a b", "c"])
            #expect(output.text == "\(script) a b c\n")
            #expect(output.state == .exited(status: 3))
        }
    }

    @Test func `program with a slash at its end fails with ENOTDIR and status 126`() async throws {
        let output = try await BuiltCommand.run(["run", "--", "/bin/true/"])
        #expect(complaint(output) == "rsyscall run: /bin/true/: execve: Not a directory\n")
        #expect(output.state == .exited(status: 126))
        await #expect(throws: SyscallError.self) { try await LinuxProcess.local.run(Command("/bin/true/")) }
    }

    @Test func `help that cannot be written ends with status 1`() async throws {
        let outputs = ["> /dev/full": "No space left on device", ">&-": "Bad file descriptor"]
        for words in ["run --help", "--help", "--version"] {
            for (redirection, reason) in outputs {
                let output = try await LinuxProcess.local.run(
                    Command("/bin/sh", ["-c", "\"$0\" \(words) \(redirection)", BuiltCommand.path]))
                #expect(output.state == .exited(status: 1))
                #expect(complaint(output).hasSuffix("standard output: \(reason)\n"))
            }
        }
    }
}
