import Foundation
import Rsyscall
import Testing

@Suite(.everyKindThatClones) struct SessionCallTests {
    let process = ProcessKind.current

    @Test func `setsid starts a session and fails with EPERM the second time`() async throws {
        let child = try await process.clone()
        #expect(try await child.getsid() == process.getsid())
        #expect(try await child.setsid() == child.pid)
        #expect(try await child.getsid() == child.pid)
        #expect(try await process.getsid(child.pid) == child.pid)
        #expect(try await child.getpgid() == child.pid)
        await expectErrno(EPERM) { try await child.setsid() }
        await expectErrno(ESRCH) { _ = try await child.getsid(.unused) }
    }

    @Test func `setpgid moves a process into a group that getpgid returns`() async throws {
        let child = try await process.clone()
        try await child.setpgid()
        #expect(try await child.getpgid() == child.pid)
        let sibling = try await process.clone()
        try await sibling.setpgid(ProcessID(0), child.pid)
        #expect(try await process.getpgid(sibling.pid) == child.pid)
        await expectErrno(ESRCH) { try await child.setpgid(.unused) }
        await expectErrno(EPERM) { try await child.setpgid(ProcessID(0), .unused) }
        await expectErrno(ESRCH) { _ = try await child.getpgid(.unused) }
        #expect(try await child.getpgid() == child.pid)
    }

    @Test func `exit ends the process with the given status`() async throws {
        let child = try await process.clone()
        #expect(try await child.exit(42) == .exited(status: 42))
    }
}
