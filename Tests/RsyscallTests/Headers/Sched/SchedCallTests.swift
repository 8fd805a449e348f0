import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite struct SchedCallTests {
    let process = LinuxProcess.local

    @Test func `sched_setaffinity sets the processors that sched_getaffinity returns`() async throws {
        let child = try await process.clone()
        let all = try await child.sched_getaffinity()
        let first = CpuSet([try #require(all.processors.first)])
        let last = CpuSet([try #require(all.processors.last)])
        try await child.sched_setaffinity(first)
        #expect(try await child.sched_getaffinity() == first)
        let written = try await child.task.pointer(to: last)
        try await child.sched_setaffinity(ProcessID(0), written)
        var buffer = try await child.task.allocate(CpuSet.self, size: 2048)
        let filled = try await child.sched_getaffinity(into: &buffer)
        #expect(try await filled.read() == last)
        #expect(filled.size + buffer.size == 2048)
        try await process.sched_setaffinity(child.pid, first)
        #expect(try await process.sched_getaffinity(child.pid) == first)
    }

    @Test func `sched_setaffinity fails with EINVAL on bad sets and ESRCH on unused pids`() async throws {
        let child = try await process.clone()
        let before = try await child.sched_getaffinity()
        await expectErrno(EINVAL) { try await child.sched_setaffinity(CpuSet()) }
        let none = try await child.task.pointer(to: CpuSet([60000]))
        await expectErrno(EINVAL) { try await child.sched_setaffinity(ProcessID(0), none) }
        await expectErrno(ESRCH) { try await child.sched_setaffinity(.unused, before) }
        await expectErrno(ESRCH) { _ = try await child.sched_getaffinity(.unused) }
        var odd = try await child.task.allocate(CpuSet.self, size: 1001)
        await expectErrno(EINVAL) { try await child.sched_getaffinity(into: &odd).free() }
        #expect(odd.size == 1001)
        #expect(try await child.sched_getaffinity() == before)
    }

    @Test(.enabled(if: geteuid() == 0, "namespaces take CAP_SYS_ADMIN"))
    func `unshare leaves and setns enters a UTS namespace`() async throws {
        let ours = try await process.uname().nodename
        let child = try await process.clone()
        let before = try await child.open("/proc/self/ns/uts", [.cloexec])
        try await child.unshare(.newuts)
        try await child.sethostname("apart")
        #expect(try await process.uname().nodename == ours)
        try await child.setns(before, .newuts)
        #expect(try await child.uname().nodename == ours)
        let file = try await child.open("/etc/passwd", [.cloexec])
        await expectErrno(EINVAL) { try await child.setns(file, .newuts) }
        await expectErrno(EINVAL) { try await child.setns(before, .newnet) }
        await expectErrno(EINVAL) { try await child.unshare(.vm) }
        #expect(try await child.uname().nodename == ours)
    }
}
