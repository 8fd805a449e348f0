import Foundation
import Rsyscall
import Testing

@Suite(.everyKindThatClones) struct PriorityCallTests {
    let process = ProcessKind.current

    @Test(.enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `setpriority sets the nice value that getpriority returns`() async throws {
        let child = try await process.clone()
        let ours = try await process.getpriority(.process)
        try await child.setpriority(.process, child.pid, 7)
        #expect(try await child.getpriority(.process) == 7)
        #expect(try await process.getpriority(.process, child.pid) == 7)
        try await child.setpriority(.process, ProcessID(0), 8)
        #expect(try await child.getpriority(.process) == 8)
        try await child.setpgid()
        #expect(try await process.getpriority(.pgrp, child.pid) == 8)
        try await child.setresuid(Uid(54399), Uid(54399), Uid(54399))
        try await child.setpriority(of: Uid(54399), 9)
        #expect(try await process.getpriority(of: Uid(54399)) == 9)
        await expectErrno(EACCES) { try await child.setpriority(.process, ProcessID(0), 0) }
        await expectErrno(EACCES) { try await child.setpriority(of: Uid(54399), 0) }
        await expectErrno(ESRCH) { _ = try await child.getpriority(.process, .unused) }
        await expectErrno(ESRCH) { _ = try await child.getpriority(of: Uid(54322)) }
        await expectErrno(EINVAL) { _ = try await child.getpriority(PRIO(rawValue: 9)) }
        #expect(try await process.getpriority(.process) == ours)
    }

    // To lower a nice value takes a capability in the first user namespace.
    @Test(
        .kindsOfProcess(.local, .child),
        .enabled(if: geteuid() == 0, "lowering a nice value takes CAP_SYS_NICE"))
    func `setpriority sets a negative nice value that getpriority returns`() async throws {
        let child = try await process.clone()
        try await child.setpriority(.process, ProcessID(0), -5)
        #expect(try await child.getpriority(.process) == -5)
        try await child.setpgid()
        #expect(try await process.getpriority(.pgrp, child.pid) == -5)
    }
}
