import Foundation
import Testing

@testable import Rsyscall

/// `rsyscall tour`.
@Suite struct TourCommandTests {
    private func tour(_ arguments: [String], as caller: Caller = .ourselves) async throws -> CommandOutput {
        try await BuiltCommand.run(["tour"] + arguments, as: caller)
    }

    @Test(
        .enabled(Caller.needed, Caller.canHaveUserNamespaces),
        arguments: ["", "one line\n", "no end", String(repeating: "x\n", count: 100_000)], Caller.available)
    func `tour agrees with the file in every step`(_ text: String, _ caller: Caller) async throws {
        let scratch = try Scratch()
        let file = try scratch.file("file", text)
        let output = try await tour([file], as: caller)
        #expect(output.state.isSuccess)
        #expect(output.standardError.isEmpty)
        let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
        #expect(output.text.contains("\(file): \(text.utf8.count) bytes, \(lines) lines\n"))
        #expect(output.text.contains("\(scratch.path): 3 names"))
        #expect(output.text.contains("\(text.utf8.count) bytes came out as they went in: yes\n"))
        #expect(output.text.contains(text.isEmpty ? "cannot be mapped" : "hold the same: yes\n"))
        #expect(output.text.contains("I am 1 and count \(lines) lines\n"))
        #expect(output.text.hasSuffix("exited with status 0\n"))
    }

    @Test func `tour reads a file whose size is 0 in stat`() async throws {
        let output = try await tour(["/proc/filesystems"])
        #expect(output.state.isSuccess)
        let listing = try String(contentsOfFile: "/proc/filesystems", encoding: .utf8)
        #expect(output.text.contains(": \(listing.utf8.count) bytes"))
    }

    @Test func `tour reads README.md by default`() async throws {
        let output = try await tour([])
        #expect(output.state.isSuccess)
        #expect(output.text.contains("README.md: "))
    }

    @Test func `tour trace shows both processes`() async throws {
        let output = try await tour(["--trace", "/etc/passwd"])
        let lines = String(decoding: output.standardError, as: UTF8.self).split(separator: "\n")
        #expect(
            lines.contains { $0.contains("] openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY|O_CLOEXEC) = ") })
        #expect(lines.contains { $0.contains("] execve(\"/bin/sh\"") })
        #expect(Set(lines.compactMap { $0.split(separator: "]").first }).count == 2)
    }

    @Test(arguments: [
        ("/none/file", "openat: No such file or directory"), ("/usr", "read: Is a directory"),
        ("/etc/shadow", "openat: Permission denied"),
    ])
    func `tour reports a file that cannot be read in one line`(_ file: String, _ says: String) async throws {
        let output = try await tour([file], as: .ordinary)
        #expect(output.state == .exited(status: 1))
        #expect(output.text == "")
        #expect(String(decoding: output.standardError, as: UTF8.self) == "rsyscall tour: \(file): \(says)\n")
    }
}
