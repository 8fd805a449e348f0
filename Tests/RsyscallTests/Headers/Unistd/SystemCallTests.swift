import Foundation
import Rsyscall
import SystemPackage
import Testing

/// The calls that ask for what the system is, and those that map memory.
@Suite struct SystemCallTests {
    let process = LinuxProcess.local

    @Test func `getpid and gettid and getuid and getgid agree with libc and the child's pid`() async throws {
        let child = try await process.clone()
        #expect(try await child.getpid() == child.pid)
        #expect(try await child.gettid() == child.pid)
        #expect(try await process.getuid().rawValue == getuid())
        #expect(try await process.geteuid().rawValue == geteuid())
        #expect(try await process.getgid().rawValue == getgid())
        #expect(try await process.getegid().rawValue == getegid())
        _ = try await child.killAndWait()
    }

    @Test func `uname fills a buffer and refuses an empty one`() async throws {
        var buffer = try await process.task.allocate(Utsname.self)
        let name = try await process.uname(into: &buffer).read()
        #expect(name == (try await process.uname()))
        await #expect(throws: PointerError.self) { try await process.uname(into: &buffer).free() }
    }

    @Test func `Timespec of a negative duration has nanoseconds above zero`() {
        #expect(Timespec(.nanoseconds(-1)) == Timespec(seconds: -1, nanoseconds: 999_999_999))
        let longest = Duration(secondsComponent: .min, attosecondsComponent: -1_000_000_000)
        #expect(Timespec(longest) == Timespec(seconds: .min, nanoseconds: 0))
    }

    @Test func `clock_gettime fails with EINVAL on an unknown clock`() async throws {
        var buffer = try await process.task.allocate(Timespec.self)
        let before = try await process.clock_gettime(.monotonic, into: &buffer).read()
        #expect(try await process.clock_gettime(.monotonic) >= before)
        await expectErrno(EINVAL) { _ = try await process.clock_gettime(CLOCK(rawValue: 1000)) }
        var another = try await process.task.allocate(Timespec.self)
        await expectErrno(EINVAL) {
            try await process.clock_gettime(CLOCK(rawValue: 1000), into: &another).free()
        }
        #expect(another.size == Timespec.byteCount)
    }

    @Test func `getrandom fills a buffer and fails with EINVAL on an unknown flag`() async throws {
        var buffer = try await process.task.allocate(Bytes.self, count: 32)
        let bytes = try await process.getrandom(into: &buffer)
        #expect(bytes.size == 32)
        #expect(try await process.getrandom(32) != bytes.read().array)
        await expectErrno(EINVAL) { _ = try await process.getrandom(1, GRND(rawValue: 1 << 20)) }
        try buffer.merge(before: bytes)
        await expectErrno(EINVAL) {
            try await process.getrandom(into: &buffer, GRND(rawValue: 1 << 20)).free()
        }
        #expect(buffer.size == 32)
    }

    @Test func `memfd_create takes a pointer to a name and fails with EINVAL`() async throws {
        let name = try await process.task.pointer(to: "by pointer")
        let file = try await process.memfd_create(name)
        let link = try await process.readlink(FilePath("/proc/self/fd/\(file.number)"))
        #expect(link.string.hasPrefix("/memfd:by pointer"))
        await expectErrno(EINVAL) { try await process.memfd_create(name, MFD(rawValue: 1 << 24)).close() }
        let long = String(repeating: "x", count: 300)
        await expectErrno(EINVAL) { try await process.memfd_create(long).close() }
    }

    @Test func `mmap with MAP_FIXED and mremap with MREMAP_DONTUNMAP are refused`() async throws {
        let page = process.task.pageSize
        let mapping = try await process.mmap(length: page)
        let place = mapping.range.address
        await #expect(throws: MappingFlagsRefused<MAP>.self) {
            _ = try await process.mmap(length: page, [.read], [.private, .fixed], at: place).range
        }
        let file = try await process.memfd_create("fixed")
        await #expect(throws: MappingFlagsRefused<MAP>.self) {
            _ = try await file.mmap(length: page, [.read], [.shared, .fixed], at: place).range
        }
        await expectErrno(EEXIST) {
            _ = try await process.mmap(length: page, [.read], [.private, .fixed_noreplace], at: place).range
        }
        // With that flag, nothing would own the old pages.
        let back = try await expectRefused(.any(MappingFlagsRefused<MREMAP>.self), mapping) {
            try await $0.mremap(length: page, [.maymove, .dontunmap])
        }
        #expect(back.range.address == place)
    }

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

    @Test(arguments: [-1, -2, 0xffff_ffff, 0xffff_fffe, .max, 0x7fff_ffff])
    func `syscall with an unknown number fails with ENOSYS`(_ number: Int) async throws {
        for scope in [SyscallScope.process, .thread, .waits] {
            let result = try await process.task.interface.syscall(
                SyscallRequest(number: number, scope: scope))
            #expect(result == -Int(ENOSYS))
        }
        let child = try await process.clone()
        let result = try await child.task.interface.syscall(SyscallRequest(number: number, scope: .process))
        #expect(result == -Int(ENOSYS))
    }

    @Test func `madvise and mremap and mprotect and munmap work on a mapping or give it back`() async throws {
        let page = process.task.pageSize
        var mapping = try await process.mmap(length: 2 * page)
        try await mapping.madvise(.dontneed, pages: 0..<1)
        await #expect(throws: MemoryRangeError.self) { try await mapping.madvise(.dontneed, pages: 1..<3) }
        await expectErrno(EINVAL) { try await mapping.madvise(MADV(rawValue: 9999)) }
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
