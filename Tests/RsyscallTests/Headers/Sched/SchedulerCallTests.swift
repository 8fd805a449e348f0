import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild) struct SchedulerCallTests {
    let process = ProcessKind.current

    @Test func `sched_setscheduler sets the policy that sched_getscheduler returns`() async throws {
        #expect(try await process.sched_getscheduler() == .normal)
        try await process.sched_setscheduler(ProcessID(0), .batch)
        #expect(try await process.sched_getscheduler() == .batch)
        try await process.sched_setscheduler(ProcessID(0), .idle, priority: 0)
        #expect(try await process.sched_getscheduler() == .idle)
        #expect(try await process.sched_getparam() == 0)
        try await process.sched_setparam(ProcessID(0), priority: 0)
        await expectErrno(EINVAL) { try await process.sched_setscheduler(ProcessID(0), .batch, priority: 1) }
        await expectErrno(EINVAL) { try await process.sched_setscheduler(ProcessID(0), SCHED(rawValue: 99)) }
        await expectErrno(EINVAL) { try await process.sched_setparam(ProcessID(0), priority: 1) }
        await expectErrno(ESRCH) { _ = try await process.sched_getscheduler(.unused) }
        await expectErrno(ESRCH) { _ = try await process.sched_getparam(.unused) }
        await expectErrno(ESRCH) { try await process.sched_setparam(.unused, priority: 0) }
    }

    @Test func `sched_setattr sets the attributes that sched_getattr returns`() async throws {
        try await process.sched_setattr(ProcessID(0), SchedAttr(.batch, .reset_on_fork, nice: 3))
        let attributes = try await process.sched_getattr()
        #expect(attributes.policy == .batch)
        #expect(attributes.flags == .reset_on_fork)
        #expect(attributes.nice == 3)
        #expect(try await process.sched_getscheduler().rawValue == 3 | SCHED.reset_on_fork.rawValue)
        let idle = try await process.pointer(to: SchedAttr(.idle, .reset_on_fork))
        try await process.sched_setattr(ProcessID(0), idle)
        var buffer = try await process.allocate(SchedAttr.self)
        #expect(try await process.sched_getattr(into: &buffer).read().policy == .idle)
        await expectErrno(EINVAL) {
            try await process.sched_setattr(ProcessID(0), SchedAttr(.batch, priority: 1))
        }
        await expectErrno(ESRCH) { try await process.sched_setattr(.unused, SchedAttr(.normal)) }
        var another = try await process.allocate(SchedAttr.self)
        await expectErrno(ESRCH) { try await process.sched_getattr(.unused, into: &another).free() }
        #expect(another.size == SchedAttr.byteCount)
    }

    @Test(.everyKindThatClones) func `sched_setscheduler sets the policy of another process`() async throws {
        let child = try await process.clone()
        try await process.sched_setscheduler(child.pid, .batch)
        #expect(try await child.sched_getscheduler() == .batch)
        #expect(try await process.sched_getscheduler(child.pid) == .batch)
        #expect(try await process.sched_getattr(child.pid).policy == .batch)
    }

    @Test(.everyKindOfProcess)
    func `sched_get_priority_max and sched_get_priority_min bound the priorities`() async throws {
        #expect(try await process.sched_get_priority_max(.fifo) == 99)
        #expect(try await process.sched_get_priority_min(.fifo) == 1)
        #expect(try await process.sched_get_priority_max(.batch) == 0)
        await expectErrno(EINVAL) { _ = try await process.sched_get_priority_max(SCHED(rawValue: 99)) }
        await expectErrno(EINVAL) { _ = try await process.sched_get_priority_min(SCHED(rawValue: 99)) }
    }

    @Test(.enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `sched_setscheduler fails with EPERM without CAP_SYS_NICE`() async throws {
        try await process.setrlimit(.rtprio, Rlimit(cur: 0, max: 0))
        try await process.setresuid(Uid(54321), Uid(54321), Uid(54321))
        await expectErrno(EPERM) { try await process.sched_setscheduler(ProcessID(0), .fifo, priority: 1) }
        await expectErrno(EPERM) {
            try await process.sched_setattr(ProcessID(0), SchedAttr(.rr, priority: 1))
        }
        #expect(try await process.sched_getscheduler() == .normal)
    }

    @Test(.kindsOfProcess(.local))
    func `sched_setscheduler and sched_setattr refuse to change one thread of ours`() async throws {
        for pid in [ProcessID(0), process.pid] {
            await #expect(throws: Unsupported.self) { try await process.sched_setscheduler(pid, .batch) }
            await #expect(throws: Unsupported.self) { try await process.sched_setparam(pid, priority: 0) }
            await #expect(throws: Unsupported.self) {
                try await process.sched_setattr(pid, SchedAttr(.batch))
            }
        }
        #expect(try await process.sched_getscheduler() == .normal)
    }

    @Test func `sched_rr_get_interval returns a time slice and fails with ESRCH`() async throws {
        let slice = try await process.sched_rr_get_interval()
        #expect(slice >= Timespec(sec: 0) && slice < Timespec(sec: 10))
        await expectErrno(ESRCH) { _ = try await process.sched_rr_get_interval(.unused) }
    }
}
