import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild) struct IoprioCallTests {
    let process = ProcessKind.current

    @Test func `ioprio_set sets the priority that ioprio_get returns`() async throws {
        try await process.ioprio_set(.process, ProcessID(0), IoPriority(.be, level: 6))
        #expect(try await process.ioprio_get(.process) == IoPriority(.be, level: 6))
        try await process.ioprio_set(.process, ProcessID(0), IoPriority(.idle))
        #expect(try await process.ioprio_get(.process) == IoPriority(.idle))
        for priority in [IoPriority(.be, level: 8), IoPriority(.be, level: -1), IoPriority(.none, level: 1)] {
            await expectErrno(EINVAL) { try await process.ioprio_set(.process, ProcessID(0), priority) }
        }
        await expectErrno(EINVAL) { _ = try await process.ioprio_get(IOPRIO_WHO(rawValue: 9)) }
        await expectErrno(ESRCH) { _ = try await process.ioprio_get(.process, .unused) }
        await expectErrno(ESRCH) { try await process.ioprio_set(.process, .unused, IoPriority(.idle)) }
    }

    @Test(.everyKindThatClones) func `ioprio_set sets the priority of a group`() async throws {
        let child = try await process.clone()
        try await child.setpgid()
        try await process.ioprio_set(.pgrp, child.pid, IoPriority(.be, level: 7))
        #expect(try await child.ioprio_get(.process) == IoPriority(.be, level: 7))
        #expect(try await process.ioprio_get(.pgrp, child.pid) == IoPriority(.be, level: 7))
    }

    @Test(.enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `ioprio_set fails with EPERM for the class rt without a capability`() async throws {
        try await process.setresuid(Uid(54321), Uid(54321), Uid(54321))
        await expectErrno(EPERM) { try await process.ioprio_set(.process, ProcessID(0), IoPriority(.rt)) }
    }

    @Test(.kindsOfProcess(.local)) func `ioprio_set refuses to change one thread of ours`() async throws {
        await #expect(throws: Unsupported.self) {
            try await process.ioprio_set(.process, ProcessID(0), IoPriority(.be, level: 7))
        }
    }
}
