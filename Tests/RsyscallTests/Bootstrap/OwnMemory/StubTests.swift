import CRsyscall
import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// The program that a process with memory of its own runs, by itself.
@Suite struct StubTests {
    @Test(arguments: [LinuxHost.Architecture.x86_64, .aarch64])
    func `stub is an executable of at most 32 KiB`(
        _ architecture: LinuxHost.Architecture
    ) {
        let image = StubImage.bytes(for: architecture)
        #expect(image.starts(with: [0x7f, UInt8(ascii: "E"), UInt8(ascii: "L"), UInt8(ascii: "F")]))
        #expect(image.count <= 32_768)
        // The machine that the header names: EM_X86_64 or EM_AARCH64.
        #expect(image[18] == (architecture == .x86_64 ? 62 : 183))
    }

    /// Runs the stub from a file, with its arguments and descriptors as a shell gives them.
    private func status(_ arguments: String) async throws -> ChildState {
        let scratch = try Scratch()
        let path = try await installed(in: scratch)
        return try await LinuxProcess.local.run(Command("/bin/sh", ["-c", "exec \(path) \(arguments)"])).state
    }

    private func installed(in scratch: Scratch) async throws -> FilePath {
        let path = FilePath(try scratch.directory("")).appending("stub")
        // A program that others start beside this holds no copy of the child's descriptors, which would be ETXTBSY.
        let child = try await LinuxProcess.local.clone()
        try await child.installStub(at: path)
        try await child.exit()
        return path
    }

    @Test(.timeLimit(.minutes(5))) func `stub exits although a filter refuses exit_group`() async throws {
        let scratch = try Scratch()
        let path = try await installed(in: scratch)
        let child = try await LinuxProcess.local.clone()
        try await child.prctl_set_no_new_privs()
        try await child.seccomp([SockFilter].refusing(__NR_exit_group))
        let output = try await child.process.run(Command(CString(path), ["5"]))
        #expect(output.state == .exited(status: 100))
    }

    @Test(arguments: ["5", "5 x", "5 ''", "x 5", "-1 5", "1234567890 5", "5 6 7"])
    func `stub with arguments that are no two numbers exits with status 100`(_ arguments: String) async throws
    {
        #expect(try await status(arguments) == .exited(status: 100))
    }

    @Test(arguments: ["999 1", "5 1 5</dev/null", "5 1 5</etc/hostname"])
    func `stub whose first descriptor is no large file exits with status 101`(_ arguments: String)
        async throws
    {
        #expect(try await status(arguments) == .exited(status: 101))
    }

    @Test(arguments: ["</dev/null", "</etc/hostname"])
    func `stub without arguments whose input is no socket exits with status 103`(
        _ arguments: String
    ) async throws {
        #expect(try await status(arguments) == .exited(status: 103))
    }

    @Test func `stub whose memfd can't be written exits with status 102`() async throws {
        #expect(try await status("5 1 5</bin/sh") == .exited(status: 102))
    }

    @Test func `stub whose bell nobody hears exits with status 1`() async throws {
        let local = LinuxProcess.local
        let image = try await local.memfd_create("stub")
        try await image.write(StubImage.bytes(for: local.host.architecture))
        // In a table that no other process has a copy of. The end to read is closed when the program is executed.
        let child = try await local.clone()
        let memfd = try await child.memfd_create("space", closeOnExec: false)
        try await memfd.ftruncate(1 << 20)
        let pipe = try await child.pipe2(closeOnExec: false)
        let reader = try await child.inherit(pipe.read)
        try await pipe.read.close()
        let file = try await child.inherit(image)
        let running = try await child.execveat(
            file, "", ["stub", CString("\(memfd.number)"), CString("\(pipe.write.number)")], [], .empty_path)
        #expect(try await running.wait() == .exited(status: 1))
        _ = consume reader
    }

    private static let hasEmulator = FileManager.default.isExecutableFile(atPath: "/usr/bin/qemu-aarch64")

    @Test(.enabled(if: hasEmulator, "qemu-user is not installed"))
    func `stub for aarch64 serves a mailbox under qemu-user`() async throws {
        let local = LinuxProcess.local
        let scratch = try Scratch()
        let path = try scratch.directory("") + "/stub"
        let child = try await local.clone()
        let file = try await child.open(path, [.wronly, .creat], mode: .rwxu)
        try await file.write(StubImage.bytes(for: .aarch64))
        try await file.close()
        let new = try await NewSpace(local)
        let pipe = try await local.pipe2(.nonblock)
        let bell = try SpaceBell(pipe.read.releaseNumber(), local.host.loop, new.doorbell)
        let given = try await child.process.receive([new.memfd.number, pipe.write.number])
        for number in given {
            let _: Int = try await child.process.syscall(.fcntl, number, FcntlCommand.setfd, FD())
        }
        let running = try await child.execve(
            "/usr/bin/qemu-aarch64",
            ["qemu-aarch64", CString(path), CString("\(given[0])"), CString("\(given[1])")], [])
        running.record.atEnd { [mailbox = new.mailbox] in mailbox.hangUp() }
        // The number that it has on aarch64.
        let getpid = Step(SYS(number: 172, staticName: "getpid", effects: []))
        for _ in 0..<100 {
            #expect(try await new.mailbox.call(getpid, .endsSoon) == Int(running.pid.rawValue))
        }
        #expect(new.space.noteStart() == given[1])
        try running.signal(.kill)
        #expect(try await running.wait() == .killed(.kill, coreDumped: false))
        _ = consume bell
    }
}
