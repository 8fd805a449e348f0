import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild) struct AffinityCallTests {
    let process = ProcessKind.current

    @Test(.everyKindThatClones)
    func `sched_setaffinity sets the processors that sched_getaffinity returns`() async throws {
        let child = try await process.clone()
        let all = try await child.sched_getaffinity()
        let first = CpuSet([try #require(all.processors.first)])
        let last = CpuSet([try #require(all.processors.last)])
        try await child.sched_setaffinity(first)
        #expect(try await child.sched_getaffinity() == first)
        let written = try await child.process.pointer(to: last)
        try await child.sched_setaffinity(ProcessID(0), written)
        var buffer = try await child.process.allocate(CpuSet.self, size: 2048)
        let filled = try await child.sched_getaffinity(into: &buffer)
        #expect(try await filled.read() == last)
        #expect(filled.size + buffer.size == 2048)
        try await process.sched_setaffinity(child.pid, first)
        #expect(try await process.sched_getaffinity(child.pid) == first)
    }

    @Test func `sched_setaffinity fails with EINVAL on bad sets and ESRCH on unused pids`() async throws {
        let before = try await process.sched_getaffinity()
        await expectErrno(EINVAL) { try await process.sched_setaffinity(CpuSet()) }
        let none = try await process.pointer(to: CpuSet([60000]))
        await expectErrno(EINVAL) { try await process.sched_setaffinity(ProcessID(0), none) }
        await expectErrno(ESRCH) { try await process.sched_setaffinity(.unused, before) }
        await expectErrno(ESRCH) { _ = try await process.sched_getaffinity(.unused) }
        var odd = try await process.allocate(CpuSet.self, size: 1001)
        await expectErrno(EINVAL) { try await process.sched_getaffinity(into: &odd).free() }
        #expect(odd.size == 1001)
        #expect(try await process.sched_getaffinity() == before)
    }
}
