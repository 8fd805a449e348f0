import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess, .enabled("the kernel has no cachestat") { await cachestatExists() })
struct CachestatCallTests {
    let process = ProcessKind.current

    @Test func `cachestat counts the pages of a file that are in memory`() async throws {
        let page = process.host.pageSize
        let file = try await process.memfd_create("file")
        try await file.ftruncate(4 * page)
        #expect(try await file.cachestat().cache == 0)
        try await file.pwrite("a".utf8, at: page)
        try await file.pwrite("b".utf8, at: 2 * page)
        let all = try await file.cachestat()
        #expect(all.cache == 2)
        #expect(all.writeback == 0 && all.evicted == 0 && all.recently_evicted == 0)
        #expect(all.dirty <= 2)
        #expect(try await file.cachestat(offset: UInt64(2 * page), length: UInt64(page)).cache == 1)
        var buffer = try await process.allocate(Cachestat.self)
        #expect(try await file.cachestat(length: UInt64(page), into: &buffer).read().cache == 0)
    }

    @Test func `cachestat fails with EOPNOTSUPP on huge pages and EBADF without an open file`() async throws {
        let huge = try await process.memfd_create("huge", .hugetlb)
        await expectErrno(EOPNOTSUPP) { _ = try await huge.cachestat() }
        var buffer = try await process.allocate(Cachestat.self)
        await expectErrno(EOPNOTSUPP) { try await huge.cachestat(into: &buffer).free() }
        #expect(buffer.size == Cachestat.byteCount)
        let path = try await process.open("/", .path)
        await expectErrno(EBADF) { _ = try await path.cachestat() }
    }
}

private func cachestatExists() async -> Bool {
    (try? await LinuxProcess.local.memfd_create("file").cachestat()) != nil
}
