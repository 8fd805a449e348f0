import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct MemoryLockCallTests {
    let process = ProcessKind.current

    @Test func `mlock keeps pages that munlock lets go`() async throws {
        let page = process.host.pageSize
        let mapping = try await process.mmap(length: 2 * page)
        try await mapping.mlock(pages: 0..<1)
        // The kernel refuses to drop locked pages.
        await expectErrno(EINVAL) { try await mapping.madvise(.dontneed) }
        try await mapping.madvise(.dontneed, pages: 1..<2)
        try await mapping.munlock()
        try await mapping.madvise(.dontneed)
        await #expect(throws: MemoryRangeError.self) { try await mapping.mlock(pages: 1..<3) }
        await #expect(throws: MemoryRangeError.self) { try await mapping.munlock(pages: 1..<3) }
    }

    @Test func `msync writes a mapped file and fails with EBUSY on locked pages`() async throws {
        let page = process.host.pageSize
        let file = try await process.memfd_create("mapped")
        try await file.ftruncate(page)
        let mapping = try await file.mmap(length: page)
        try await mapping.msync()
        try await mapping.msync(.async, pages: 0..<1)
        try await mapping.mlock()
        await expectErrno(EBUSY) { try await mapping.msync([.sync, .invalidate]) }
        await expectErrno(EINVAL) { try await mapping.msync([.sync, .async]) }
        await #expect(throws: MemoryRangeError.self) { try await mapping.msync(pages: 0..<2) }
    }

    // The others' memory is ours, and we make the call for them.
    @Test(.kindsOfProcess(.ownMemory), .enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `mlock fails with ENOMEM and EPERM beyond RLIMIT_MEMLOCK`() async throws {
        let page = process.host.pageSize
        let mapping = try await process.mmap(length: 2 * page)
        try await process.setrlimit(.memlock, Rlimit(cur: UInt64(page), max: UInt64(page)))
        try await process.setresuid(Uid(54321), Uid(54321), Uid(54321))
        await expectErrno(ENOMEM) { try await mapping.mlock() }
        try await process.setrlimit(.memlock, Rlimit(cur: 0, max: 0))
        await expectErrno(EPERM) { try await mapping.mlock() }
    }
}
