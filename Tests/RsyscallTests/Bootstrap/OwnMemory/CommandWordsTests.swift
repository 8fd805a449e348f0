import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// What commands that start processes print to standard error.
@Suite(.timeLimit(.minutes(5))) struct CommandWordsTests {
    /// A child of our own process whose standard error is a pipe, and our end of that.
    private func withReadError(
        _ body: (LinuxProcess, AsyncFileDescriptor) async throws -> Void
    ) async throws {
        let child = try await LinuxProcess.local.clone()
        let pipe = try await child.pipe2()
        let end = try await AsyncFileDescriptor(LinuxProcess.local.inherit(pipe.read))
        try await pipe.write.dup3(ontoUnowned: FileDescriptorNumber(2))
        try await pipe.write.close()
        try await body(child.process, end)
        _ = try await child.killAndWait()
    }

    /// Reads until all of `words` have come.
    private func expect(_ words: String, from end: AsyncFileDescriptor) async throws {
        var bytes: [UInt8] = []
        while bytes.count < words.utf8.count {
            let next = try await end.read(upTo: 4096)
            try #require(!next.isEmpty)
            bytes += next
        }
        #expect(String(decoding: bytes, as: UTF8.self) == words)
    }

    private func failure(
        of line: String, through process: LinuxProcess
    ) async throws -> (state: ChildState, message: String) {
        let error = await #expect(throws: CommandError.self) {
            _ = try await process.start(through: Command("sh", ["-c", line]))
        }
        let thrown = try #require(error)
        guard case .failed(_, _, let state, let message) = thrown else { throw thrown }
        #expect("\(thrown)".contains(message.split(separator: "\n").last ?? "?"))
        return (state, message)
    }

    @Test func `start through a command that fails throws with what it printed to stderr`() async throws {
        try await withReadError { process, end in
            let (state, message) = try await failure(of: "echo no such thing >&2; exit 3", through: process)
            #expect(state == .exited(status: 3))
            #expect(message == "no such thing\n")
            try await expect(message, from: end)
            // Of much, the end is in the error, and all of it reaches the user.
            let lines = "i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done >&2; exit 4"
            async let all: Void = expect((0..<3000).map { "line \($0)\n" }.joined(), from: end)
            let long = try await failure(of: lines, through: process)
            #expect(long.message.utf8.count == 1024)
            #expect(long.message.hasSuffix("\nline 2999\n"))
            try await all
        }
    }

    @Test func `start through a command that fails does not wait for what it leaves behind`() async throws {
        let scratch = try Scratch()
        let path = try scratch.directory("") + "/fifo"
        try #require(mkfifo(path, 0o600) == 0)
        try await withReadError { process, end in
            let line = "(read word; echo $word >&2) <>\(path) >/dev/null & echo first >&2; exit 3"
            let (state, message) = try await failure(of: line, through: process)
            #expect(state == .exited(status: 3))
            #expect(message == "first\n")
            try await expect("first\n", from: end)
            // What it prints later is passed on too.
            let fifo = try await LinuxProcess.local.open(FilePath(path), .rdwr)
            try await fifo.write("later\n".utf8)
            try await expect("later\n", from: end)
        }
    }

    @Test(arguments: [true, false])
    func `stderr of a command that lives on and of its process goes where that of its maker goes`(
        sharingMemory: Bool
    ) async throws {
        let scratch = try Scratch()
        let path = try scratch.directory("") + "/fifo"
        try #require(mkfifo(path, 0o600) == 0)
        try await withReadError { process, end in
            let line = #"echo now >&2; (read word; echo $word >&2) <>\#(path) >/dev/null & exec "$0""#
            let started = try await process.start(
                through: Command("sh", ["-c", line]), sharingMemory: sharingMemory)
            try await expect("now\n", from: end)
            let fifo = try await LinuxProcess.local.open(FilePath(path), .rdwr)
            try await fifo.write("later\n".utf8)
            try await expect("later\n", from: end)
            let error = try OwnedFileDescriptor(adopting: FileDescriptorNumber(2), of: started.process)
            try await error.write("itself\n".utf8)
            try await expect("itself\n", from: end)
            if sharingMemory {
                // It is the same file, so a terminal stays one.
                let inode = try await end.descriptor.fstat().ino
                #expect(try await error.fstat().ino == inode)
            }
        }
    }

    @Test func `start through a command that fails on another host throws with what it printed there`()
        async throws
    {
        let far = try await LinuxProcess.local.start(through: Command("setpriv"), sharingMemory: false)
        let pipe = try await far.pipe2()
        try await pipe.write.dup3(ontoUnowned: FileDescriptorNumber(2))
        let (state, message) = try await failure(of: "echo far away >&2; exit 3", through: far.process)
        #expect(state == .exited(status: 3))
        #expect(message == "far away\n")
        #expect(try await pipe.read.read(upTo: 64) == Array(message.utf8))
    }

    @Test func `start through a command works for a process without stderr`() async throws {
        let child = try await LinuxProcess.local.clone()
        try await child.close_range(FileDescriptorNumber(2), FileDescriptorNumber(2))
        let (state, message) = try await failure(of: "echo unseen >&2; exit 3", through: child.process)
        #expect(state == .exited(status: 3))
        #expect(message == "unseen\n")
        let started = try await child.start(through: Command("setpriv"))
        #expect(try await started.getpid() == started.pid)
    }
}
