import Testing

@testable import Rsyscall

/// What is executed: words and variables.
@Suite struct CommandTests {
    let process = LinuxProcess.local

    @Test func `Command description quotes as a shell does`() {
        #expect(Command("make", ["-C", "a dir", "", "it's"]).description == #"make -C 'a dir' '' 'it'\''s'"#)
        #expect(Command("ls", [CString([0x61, 0xe9, 0x0a, 0x27])]).description == #"ls $'a\xe9\x0a\x27'"#)
    }

    @Test func `Command takes a path, as which returns it`() async throws {
        let path = try await Environment.current.which("true", in: process)
        #expect(Command(path) == Command(path.string, []))
        #expect(try await process.run(Command(path, ["a"])).state.isSuccess)
    }

    @Test func `Command setting updates the environment`() throws {
        let environment = Environment(["A": "1", "B": "2"])
        let command = Command("true").setting("A", to: nil).setting("C", to: "3")
        #expect(command.applied(to: environment) == Environment(["B": "2", "C": "3"]))
        #expect(try command.applied(to: environment).lines == ["B=2", "C=3"])
    }

    @Test func `run resets SIGPIPE, which yes needs to be ended by head`() async throws {
        // A child that ignores both, as servers ignore the one.
        let server = try await process.clone()
        for signal in [SIG.pipe, .usr1] { try await server.sigaction(signal, .ignore) }
        let line = "yes | head -n 1; echo ${PIPESTATUS[0]}; kill -USR1 $$; echo on"
        let command = Command("/bin/bash", ["-c", line])
        #expect(try await server.run(command).text == "y\n141\non\n")
        #expect(try await server.run(command, resetting: .empty).text == "y\n1\non\n")
        let both = try await server.run(command, resetting: Sigset(.pipe, .usr1))
        #expect(both.text == "y\n141\n")
        #expect(both.state == .killed(.usr1, coreDumped: false))
    }

    @Test func `run passes arguments and variables that are not UTF-8`() async throws {
        let word = CString([0xff, 0x20, 0xc3])
        let command = Command("/bin/sh", ["-c", #"printf %s/%s "$1" "$V""#, "sh", word]).setting(
            "V", to: word)
        let output = try await process.run(command)
        #expect(output.standardOutput == word.bytes + [0x2f] + word.bytes)
    }

    @Test func `run refuses a null byte in a name or argument or variable`() async throws {
        await #expect(throws: MemoryEncodingError.nullInsideString(offset: 2)) {
            _ = try await process.run(Command("tr\0ue"))
        }
        await #expect(throws: MemoryEncodingError.nullInsideString(offset: 0)) {
            _ = try await process.run(Command("true", ["\0"]))
        }
        await #expect(throws: MemoryEncodingError.nullInsideString(offset: 3)) {
            _ = try await process.run(Command("true").setting("A", to: "b\0"))
        }
    }
}
