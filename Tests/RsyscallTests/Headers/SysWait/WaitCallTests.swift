import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct WaitCallTests {
    let process = ProcessKind.current

    private func spawn(_ script: String) throws -> ProcessID {
        try SpawnedProgram.start(["sh", "-c", script])
    }

    private func pidfd(of pid: ProcessID) async throws -> OwnedFileDescriptor {
        let number = try await process.unsafeSyscall(.pidfd_open, pid, 0)
        return try OwnedFileDescriptor(adopting: FileDescriptorNumber(CInt(number)), of: process)
    }

    // A child has no children to wait for: those that it clones are adopted and waited for by the library.
    @Test(.kindsOfProcess(.local)) func `waitid reports the end of a child by pid`() async throws {
        let pid = try spawn("exit 3")
        let seen = try await process.waitid(.pid, pid, [.exited, .nowait])
        #expect(try seen?.childState() == .exited(status: 3))
        var buffer = try await process.allocate(Siginfo.self)
        let info = try await process.waitid(.pid, pid, into: &buffer, .exited).read()
        #expect(info.pid == pid)
        #expect(try info.childState() == .exited(status: 3))
        #expect(buffer.size == 0)
        await expectErrno(ECHILD) { _ = try await process.waitid(.pid, pid, .exited) }
    }

    @Test(.kindsOfProcess(.local)) func `waitid reports stops and the end of a child by pidfd`() async throws
    {
        let pid = try spawn("exec sleep 1000")
        let descriptor = try await pidfd(of: pid)
        #expect(try await process.waitid(descriptor, [.exited, .nohang]) == nil)
        var buffer = try await process.allocate(Siginfo.self)
        let nothing = try await process.waitid(descriptor, into: &buffer, [.exited, .nohang])
        #expect(try await nothing.read().signo == 0)
        try buffer.merge(before: nothing)
        try await process.kill(pid, .stop)
        #expect(try await process.waitid(descriptor, .stopped)?.childState() == .stopped(.stop))
        try await process.kill(pid, .cont)
        #expect(try await process.waitid(descriptor, .continued)?.childState() == .continued)
        try await process.kill(pid, .kill)
        let info = try await process.waitid(descriptor, into: &buffer, .exited).read()
        #expect(try info.childState() == .killed(.kill, coreDumped: false))
        await expectErrno(ECHILD) { _ = try await process.waitid(descriptor, .exited) }
    }

    @Test func `waitid fails with EINVAL and ECHILD and EBADF`() async throws {
        var buffer = try await process.allocate(Siginfo.self)
        await expectErrno(EINVAL) { _ = try await process.waitid(.all, .unused, []) }
        await expectErrno(EINVAL) { try await process.waitid(.all, into: &buffer, .nohang).free() }
        await expectErrno(ECHILD) {
            try await process.waitid(.pid, .unused, into: &buffer, .exited).free()
        }
        #expect(buffer.size == Siginfo.byteCount)
        let file = try await process.memfd_create("no pidfd")
        await expectErrno(EBADF) { _ = try await process.waitid(file, .exited) }
        var short = try await process.allocate(Siginfo.self, size: 64)
        await #expect(throws: PointerError.valueTooLong(byteCount: 128, size: 64)) {
            try await process.waitid(.all, into: &short, [.exited, .nohang]).free()
        }
    }
}
