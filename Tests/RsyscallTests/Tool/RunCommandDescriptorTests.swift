import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// `rsyscall run`: the command's descriptors.
@Suite struct RunCommandDescriptorTests {
    @Test func `standard input and output are the command's`() async throws {
        let command = try await BuiltCommand.startRun(["--", "cat"])
        let text = String(repeating: "through\n", count: 100)
        try await command.input.write(text.utf8)
        #expect(try await command.read(to: text) == text)
        try command.process.signal(.kill)
        try await command.expectEnd(.killed(.kill, coreDumped: false))
    }

    @Test func `fd adds descriptors to those of the caller`() async throws {
        let numbers = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 200]
        let options = numbers.map { "--fd \($0)=/dev/zero" }.joined(separator: " ")
        let list = "ls /proc/self/fd"
        // One caller for all, since ours may get descriptors from other tests.
        let line = "\(list); echo; $0 run -- \(list); echo; $0 run \(options) -- \(list)"
        let output = try await LinuxProcess.local.run(Command("/bin/sh", ["-c", line, BuiltCommand.path]))
        let lists = output.text.components(separatedBy: "\n\n").map {
            $0.split(separator: "\n").compactMap { Int($0) }
        }
        try #require(lists.count == 3)
        #expect(lists[1] == lists[0])
        // The last is where ls itself reads.
        #expect(Set(lists[2]).isSuperset(of: Set(lists[0]).union(numbers)))
        #expect(Set(lists[2]).subtracting(lists[0]).subtracting(numbers).count <= 1)
    }

    @Test func `standard streams that the caller has closed are closed for the command`() async throws {
        let scratch = try Scratch()
        let file = try scratch.file("seen", "")
        let list = "for n in 0 1 2; do test -e /proc/$$/fd/$n && echo $n >&5; done; echo done >&5"
        let line = #""$0" run --fd 5="$1" -- /bin/sh -c "$2" <&- >&- 2>&-"#
        let output = try await LinuxProcess.local.run(
            Command("/bin/sh", ["-c", line, BuiltCommand.path, file, list]))
        #expect(output.state.isSuccess)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "done\n")
    }

    @Test func `fd options with overlapping numbers do not clobber each other`() async throws {
        let scratch = try Scratch()
        let numbers = Array(3...20)
        var options: [String] = []
        for number in numbers.shuffled() {
            options += ["--fd", "\(number)=\(try scratch.file("\(number)", "\(number)"))"]
        }
        let line = numbers.map { "head -c 9 /proc/self/fd/\($0); echo" }.joined(separator: "; ")
        let output = try await BuiltCommand.run(["run"] + options + ["--", "/bin/sh", "-c", line])
        #expect(output.text == numbers.map { "\($0)\n" }.joined())
    }

    @Test func `fd opens for reading and writing if possible`() async throws {
        let scratch = try Scratch()
        let file = try scratch.file("file", "before")
        let options = ["--fd", "0=\(file)", "--fd", "5=\(file)", "--fd", "6=\(scratch.path)"]
        let line = "cat; printf after >&5; test -d /proc/self/fd/6 && echo"
        let output = try await BuiltCommand.run(["run"] + options + ["--", "sh", "-c", line])
        #expect(output.text == "before\n")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "aftere")
    }

    @Test func `fd of a FIFO as standard input finds its end`() async throws {
        let scratch = try Scratch()
        let pipe = scratch.path + "/pipe"
        try #require(mkfifo(pipe, 0o666) == 0)
        let command = try await BuiltCommand.startRun(["--fd", "0=\(pipe)", "--", "cat"])
        // It waits for the reader, as the shell's redirection does.
        let writer = try await LinuxProcess.local.open(FilePath(pipe), .wronly)
        try await writer.write("through\n".utf8)
        try await writer.close()
        #expect(try await command.rest() == "through\n")
        try await command.expectEnd(.exited(status: 0))
    }
}
