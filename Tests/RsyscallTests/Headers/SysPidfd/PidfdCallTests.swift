import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct PidfdCallTests {
    let process = ProcessKind.current

    @Test func `pidfd_open of the process itself is not readable while it lives`() async throws {
        let pidfd = try await process.pidfd_open(process.getpid())
        #expect(try await pidfd.fcntl(.getfd) == FD.cloexec.rawValue)
        #expect(try await process.ppoll([Pollfd(pidfd, .in)], timeout: Timespec(sec: 0)) == [[]])
        try await pidfd.pidfd_send_signal(nil)
    }

    @Test func `pidfd_open fails with EINVAL for 0 and ESRCH for a process that is none`() async throws {
        await expectErrno(EINVAL) { _ = try await process.pidfd_open(ProcessID(0)).number }
        await expectErrno(EINVAL) {
            _ = try await process.pidfd_open(process.getpid(), PIDFD(rawValue: 1)).number
        }
        await expectErrno(ESRCH) { _ = try await process.pidfd_open(ProcessID(.max)).number }
    }

    @Test func `pidfd_getfd duplicates a descriptor of the process`() async throws {
        let pidfd = try await process.pidfd_open(process.getpid())
        let file = try await process.memfd_create("file")
        let same = try await pidfd.pidfd_getfd(file.number)
        try await same.pwrite("x".utf8, at: 0)
        #expect(try await file.fstat().size == 1)
        #expect(try await same.fcntl(.getfd) == FD.cloexec.rawValue)
        await expectErrno(EBADF) { _ = try await pidfd.pidfd_getfd(FileDescriptorNumber(.max)).number }
    }

    @Test func `pidfd_send_signal fails with EINVAL for unknown flags and EBADF on another file`()
        async throws
    {
        let pidfd = try await process.pidfd_open(process.getpid())
        await expectErrno(EINVAL) { try await pidfd.pidfd_send_signal(nil, PIDFD_SIGNAL(rawValue: 1 << 20)) }
        await expectErrno(EINVAL) { try await pidfd.pidfd_send_signal(SIG(rawValue: 100)) }
        let file = try await process.memfd_create("file")
        await expectErrno(EBADF) { try await file.pidfd_send_signal(nil) }
    }
}

@Suite(.everyKindThatClones) struct ChildPidfdTests {
    let process = ProcessKind.current

    @Test func `pidfd_open of a child signals it and becomes readable at its end`() async throws {
        let child = try await process.clone()
        let running = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
        let pidfd = try await process.pidfd_open(running)
        #expect(try await process.ppoll([Pollfd(pidfd, .in)], timeout: Timespec(sec: 0)) == [[]])
        try await pidfd.pidfd_send_signal(.kill)
        #expect(try await process.ppoll([Pollfd(pidfd, .in)]).first?.contains(.in) == true)
        #expect(try await running.wait() == .killed(.kill, coreDumped: false))
    }

    @Test func `pidfd_open of a child that has ended fails with ESRCH`() async throws {
        let child = try await process.clone()
        let running = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
        let ending = running.ending
        try running.signal(.kill)
        _ = try await ending.wait()
        await expectErrno(ESRCH) { _ = try await process.pidfd_open(running).number }
    }

    @Test func `pidfd_open of a child of another pid namespace throws Mismatch`() async throws {
        let child = try await process.clone()
        let running = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
        let other = try await LinuxProcess.local.clone([.newuser, .newpid])
        await #expect(throws: Mismatch.self) { _ = try await other.pidfd_open(running).number }
        _ = try await other.exit()
        try running.signal(.kill)
        _ = try await running.wait()
    }
}
