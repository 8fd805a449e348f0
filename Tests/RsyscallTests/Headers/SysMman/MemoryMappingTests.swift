import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct MemoryMappingTests {
    let process = ProcessKind.current

    @Test func `mmap with MAP_FIXED and mremap with MREMAP_DONTUNMAP are refused`() async throws {
        let page = process.host.pageSize
        let mapping = try await process.mmap(length: page)
        let place = mapping.range.address
        await #expect(throws: Unsupported.self) {
            _ = try await process.mmap(length: page, [.read], [.private, .fixed], at: place).range
        }
        let file = try await process.memfd_create("fixed")
        await #expect(throws: Unsupported.self) {
            _ = try await file.mmap(length: page, [.read], [.shared, .fixed], at: place).range
        }
        await expectErrno(EEXIST) {
            _ = try await process.mmap(length: page, [.read], [.private, .fixed_noreplace], at: place).range
        }
        // With that flag, nothing would own the old pages.
        let back = try await expectRefused(.any(Unsupported.self), mapping) {
            try await $0.mremap(length: page, [.maymove, .dontunmap])
        }
        #expect(back.range.address == place)
    }

    @Test func `madvise and mremap and mprotect and munmap work on a mapping or give it back`() async throws {
        let page = process.host.pageSize
        var mapping = try await process.mmap(length: 2 * page)
        try await mapping.madvise(.dontneed, pages: 0..<1)
        await #expect(throws: MemoryRangeError.self) { try await mapping.madvise(.dontneed, pages: 1..<3) }
        await #expect(throws: Unsupported.self) { try await mapping.madvise(MADV(rawValue: 9999)) }
        mapping = try await mapping.mremap(length: 4 * page)
        #expect(mapping.range.length == 4 * page)
        mapping = try await mapping.mprotect(.read)
        mapping = try await expectRefused(.errno(EINVAL), mapping) {
            try await $0.mprotect(PROT(rawValue: 1 << 20))
        }
        mapping = try await expectRefused(.any(MemoryRangeError.self), mapping) {
            try await $0.mremap(length: 1)
        }
        #expect(mapping.range.length == 4 * page)
        try await mapping.munmap()
        await expectErrno(EINVAL) { _ = try await process.mmap(length: 0).range }
        let file = try await process.memfd_create("mapped")
        await expectErrno(EINVAL) { _ = try await file.mmap(length: page, offset: 1).range }
        try await file.ftruncate(page)
        let mapped = try await file.mmap(length: page)
        #expect(mapped.file == (try await file.fstat().identity))
    }

    @Test func `read of a mapping after ftruncate throws instead of SIGBUS`() async throws {
        let file = try await process.memfd_create("cut")
        try await file.ftruncate(4096)
        let memory = try await file.mmap(length: 4096).pointer().assumeReadable()
        try await file.ftruncate(0)
        await #expect(throws: SyscallError.self) { try await memory.read() }
    }
}
