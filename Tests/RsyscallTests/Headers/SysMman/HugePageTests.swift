import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct HugePageTests {
    let process = ProcessKind.current

    private static let hugePages = "/sys/kernel/mm/hugepages/hugepages-2048kB"

    @Test(.enabled(if: FileManager.default.fileExists(atPath: hugePages), "the kernel has no pages of 2 MiB"))
    func `mmap with MAP_HUGETLB maps whole huge pages`() async throws {
        // None are reserved, since none are touched.
        let flags: MAP = [.private, .hugetlb, .noreserve]
        let huge = 2 << 20
        let file = try await process.memfd_create("huge", [.cloexec, .hugetlb, .huge_2mb])
        try await file.ftruncate(4 * huge)
        let usual = try await process.memfd_create("usual", [.cloexec, .hugetlb]).fstat().blksize
        let unaligned = MemoryRangeError.unalignedLength(5 << 20, pageSize: huge)
        await #expect(throws: unaligned) {
            _ = try await process.mmap(length: 5 << 20, [.read], flags.union(.huge_2mb)).range
        }
        await #expect(throws: unaligned) {
            _ = try await file.mmap(length: 5 << 20, [.read], [.shared, .noreserve]).range
        }
        await #expect(throws: MemoryRangeError.unalignedLength(4096, pageSize: usual)) {
            _ = try await process.mmap(length: 4096, [.read], flags).range
        }
        let anonymous = try await process.mmap(length: 3 * huge, [.read], flags.union(.huge_2mb))
        #expect(try await anonymous.pageSizeOnceUnmapped() == huge)
        let ofFile = try await file.mmap(length: 3 * huge, [.read], [.shared, .noreserve])
        #expect(try await ofFile.pageSizeOnceUnmapped() == huge)
    }

    @Test func `MFD_HUGE and MAP_HUGE flags are described by name`() {
        #expect(MFD([.cloexec, .hugetlb, .huge_1gb]).description == "MFD_CLOEXEC|MFD_HUGETLB|MFD_HUGE_1GB")
        #expect(MFD.huge_2mb.description == "MFD_HUGE_2MB")
        #expect(MAP.huge_16gb.description == "MAP_HUGE_16GB")
        #expect(MAP.huge_1gb.description == "MAP_HUGE_1GB")
    }
}

extension MemoryMapping {
    /// Unmaps the pages, whose size this gives.
    fileprivate consuming func pageSizeOnceUnmapped() async throws -> Int {
        let size = range.pageSize
        do {
            try await munmap()
        } catch {
            throw error.reason
        }
        return size
    }
}
