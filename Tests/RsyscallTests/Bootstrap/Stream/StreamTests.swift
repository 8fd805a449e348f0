import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// Processes over a stream, beside what the suites of calls test on them.
@Suite struct StreamTests {
    private func start() async throws -> ClonedProcess {
        try await LinuxProcess.local.start(through: Command("setpriv"), sharingMemory: false)
    }

    @Test func `a process over a stream clones others, which end and execute programs`() async throws {
        let first = try await start()
        let child = try await first.clone()
        #expect(try await child.getpid() == child.pid)
        let program = try await child.exec(Command("sh", ["-c", "exit 3"]))
        #expect(try await program.wait() == .exited(status: 3))
        let other = try await first.clone()
        #expect(try await other.exit(5) == .exited(status: 5))
        let third = try await first.clone()
        try third.signal(.kill)
        #expect(try await third.killAndWait() == .killed(.kill, coreDumped: false))
        let fourth = try await first.clone()
        let kept = try await expectRefused(.errno(ENOENT), fourth) {
            try await $0.execve("/nonexistent", [], [])
        }
        #expect(try await kept.exit() == .exited(status: 0))
    }

    @Test func `a thousand processes over one stream are blocked while another works`() async throws {
        let first = try await start()
        let pipe = try await first.pipe2()
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<1000 {
                let child = try await first.clone(.files)
                let end = Handover(try await child.inherit(pipe.read))
                let kept = Handover(child)
                group.addTask {
                    let child = try kept.take()
                    let bytes = try await end.take().read(upTo: 1)
                    _ = try await child.killAndWait()
                    return bytes
                }
            }
            for _ in 0..<1000 { #expect(try await first.getpid() == first.pid) }
            try await pipe.write.write(Array(repeating: 7, count: 1000))
            var count = 0
            for try await bytes in group { count += bytes.count }
            #expect(count == 1000)
        }
    }

    @Test func `calls of a process over a stream carry megabytes both ways`() async throws {
        let first = try await start()
        let bytes = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) }
        let file = try await first.memfd_create("bytes")
        try await file.write(bytes)
        #expect(try await file.pread(upTo: 4 << 20, at: 0) == bytes)
        let pointer = try await first.pointer(to: Bytes(bytes))
        #expect(try await ReadablePointer(pointer).read() == Bytes(bytes))
        // One large program after another, each sent as soon as the one before is answered.
        let large = Bytes(Array(bytes[..<(1 << 20)]))
        for _ in 0..<200 {
            #expect(try await file.pwrite(large, at: 0) == 1 << 20)
            #expect(try await file.pread(upTo: 1 << 20, at: 0).count == 1 << 20)
        }
        // Memory is copied in parts.
        var huge = [UInt8](repeating: 1, count: 17 << 20)
        (huge[0], huge[(16 << 20) - 1], huge[16 << 20], huge[(17 << 20) - 1]) = (2, 3, 4, 5)
        #expect(try await first.pointer(to: Bytes(huge)).read() == Bytes(huge))
        // More than a message holds is refused, and the process goes on.
        await expectErrno(ENOMEM) {
            _ = try await file.pwrite(Bytes(Array(repeating: 0, count: 18 << 20)), at: 0)
        }
        #expect(try await first.getpid() == first.pid)
    }

    @Test func `a process that is killed amid a large write leaves the stream to the others`() async throws {
        let first = try await start()
        let bytes = Bytes(Array(repeating: 7, count: 8 << 20))
        for _ in 0..<20 {
            let child = try await first.clone()
            let process = child.process
            let writer = Task {
                let file = try await process.memfd_create("file")
                while true { _ = try await file.pwrite(bytes, at: 0) }
            }
            #expect(try await first.getpid() == first.pid)
            #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
            await #expect(throws: Hangup.self) { try await writer.value }
        }
        #expect(try await first.pointer(to: bytes).read() == bytes)
    }

    @Test func `everything at the other end of a stream ends with it`() async throws {
        let local = LinuxProcess.local
        var orphans: [ProcessID] = []
        do {
            let first = try await start()
            let child = try await first.clone()
            // One that lost its parent, and one that serves calls.
            let shell = try await child.exec(
                Command("sh", ["-c", "sleep 1000 & sleep 1000"]))
            let other = try await first.clone()
            var children = ""
            while children.isEmpty {
                children = try await local.run(Command("pgrep", ["-P", "\(shell.pid)", "sleep"])).text
            }
            orphans =
                [shell.pid, other.pid]
                + children.split(separator: "\n").compactMap { ProcessID(CInt($0) ?? 0) }
            let link = try required(first.process.link)
            link.fail("the test ends it")
            await #expect(throws: Hangup.self) { try await other.getpid() }
        }
        for pid in orphans where pid.rawValue > 0 { try await expectGone(pid) }
    }

    /// Waits until no process has the number.
    private func expectGone(_ pid: ProcessID) async throws {
        let end = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < end {
            if kill(pid.rawValue, 0) != 0 { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("process \(pid) is still there")
    }

    @Test func `a process over a stream survives what others do to it`() async throws {
        let first = try await start()
        // Its descriptors aren't those of the stream.
        try await first.close_range(FileDescriptorNumber(0), FileDescriptorNumber(2))
        #expect(try await first.getpid() == first.pid)
        try first.signal(.stop)
        try first.signal(.cont)
        #expect(try await first.getpid() == first.pid)
        try await first.clone().withProcess { child in
            try await child.unshare([.newns, .fs])
            #expect(try await child.getpid() != first.pid)
        }
        let before = try await first.clone()
        let after = try await first.killAndWait()
        #expect(after == .killed(.kill, coreDumped: false))
        // The others don't end with the first.
        #expect(try await before.getpid() == before.pid)
    }

    @Test func `a command that carries the bytes starts a stub over them`() async throws {
        let carried = Command("sh", ["-c", #"echo banner; cat | "$0" | cat"#])
        let first = try await LinuxProcess.local.start(through: carried)
        #expect(first.process.link != nil)
        #expect(try await first.getpid() == first.pid)
        let nested = try await first.start(through: Command("setpriv"), sharingMemory: false)
        #expect(nested.process.host !== first.process.host)
        #expect(try await nested.getpid() == nested.pid)
    }

    @Test func `write of more than a message holds writes all of it`() async throws {
        let first = try await LinuxProcess.local.start(through: Command("setpriv"), sharingMemory: false)
        let bytes = [UInt8](repeating: 7, count: 17 << 20)
        let file = try await first.memfd_create("file")
        try await file.write(bytes)
        #expect(try await file.fstat().size == bytes.count)
        try await file.pwrite(bytes, at: bytes.count)
        #expect(try await file.fstat().size == 2 * bytes.count)
        let other = try await AsyncFileDescriptor(first.memfd_create("other"))
        try await other.write(bytes)
        #expect(try await first.run(Command("wc", ["-c"]), input: .bytes(bytes)).text == "\(bytes.count)\n")
    }

    @Test func `exec with more arguments than a message holds fails with E2BIG`() async throws {
        let first = try await LinuxProcess.local.start(through: Command("setpriv"), sharingMemory: false)
        let command = Command("true", Array(repeating: "", count: 70_000))
        await expectErrno(E2BIG) { _ = try await first.run(command) }
    }
}

extension LinuxProcess {
    /// The stream that its calls go over.
    fileprivate var link: StreamLink? { (connection as? StreamConnection)?.link }
}

extension ClonedProcess {
    fileprivate consuming func withProcess(_ body: (LinuxProcess) async throws -> Void) async throws {
        try await body(process)
    }
}
