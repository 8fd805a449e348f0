import Foundation
import Rsyscall
import Testing

@Suite(.everyKindThatClones) struct KillCallTests {
    let process = ProcessKind.current

    @Test func `kill and tgkill signal processes and groups`() async throws {
        let child = try await process.clone()
        try await process.kill(child.pid, nil)
        try await process.tgkill(child.pid, child.pid, nil)
        let sibling = try await process.clone()
        try await sibling.setpgid()
        try await process.kill(ProcessID(-sibling.pid.rawValue), .kill)
        #expect(try await sibling.exit(0) == .killed(.kill, coreDumped: false))
        try await process.tgkill(child.pid, child.pid, .kill)
        #expect(try await child.exit(0) == .killed(.kill, coreDumped: false))
        await expectErrno(ESRCH) { try await process.kill(.unused, .term) }
        await expectErrno(ESRCH) { try await process.tgkill(.unused, .unused, .term) }
        await expectErrno(EINVAL) { try await process.kill(try await process.getpid(), SIG(rawValue: 65)) }
    }

    @Test(.enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `kill and tgkill fail with EPERM without privilege`() async throws {
        let child = try await process.clone()
        try await child.setresuid(Uid(65534), Uid(65534), Uid(65534))
        let us = try await process.getpid()
        await expectErrno(EPERM) { try await child.kill(us, nil) }
        await expectErrno(EPERM) { try await child.tgkill(us, us, nil) }
    }
}
