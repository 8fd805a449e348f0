import Foundation
import Rsyscall
import Testing

/// Pages that a load or a store of ours could not use, where it would end the program.
@Suite(.everyKindOfProcess) struct UnusablePagesTests {
    let process = ProcessKind.current

    private func expectFault(
        _ mapping: consuming MemoryMapping, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let pointer = mapping.pointer()
        let size = pointer.size
        let back = try await expectRefused(.errno(EFAULT), pointer, sourceLocation: sourceLocation) {
            try await $0.write(Bytes([UInt8](repeating: 1, count: size)))
        }
        let readable = back.assumeReadable()
        await expectErrno(EFAULT, sourceLocation: sourceLocation) { _ = try await readable.read() }
    }

    @Test func `write to guard pages is EFAULT`() async throws {
        let mapping = try await process.mmap(length: process.host.pageSize)
        do {
            try await mapping.madvise(MADV(rawValue: 102))
        } catch let error as SyscallError where error.errno == .invalidArgument {
            // Linux before 6.13.
            return
        }
        try await expectFault(mapping)
    }

    @Test func `write to huge pages that there are not is EFAULT`() async throws {
        let size = 1 << 30
        // More of them than any host has set aside.
        let huge = MAP(rawValue: 30 << 26)
        guard
            let mapping = try? await process.mmap(
                length: size, [.read, .write], [.private, .hugetlb, .noreserve, huge])
        else { return }
        let pointer = mapping.pointer()
        do {
            _ = try await pointer.write(Bytes([1])).size
        } catch {
            #expect((error.reason as? SyscallError)?.errno == .badAddress)
        }
    }

    @Test func `write to a mapping that was protected or never writable is EFAULT`() async throws {
        let page = process.host.pageSize
        try await expectFault(try await process.mmap(length: page, .none))
        let mapping = try await process.mmap(length: page)
        try await expectFault(try await mapping.mprotect(.none))
    }

    @Test func `write to shared memory that mremap made longer is EFAULT`() async throws {
        let page = process.host.pageSize
        let mapping = try await process.mmap(length: page, [.read, .write], .shared)
        try await expectFault(try await mapping.mremap(length: 2 * page))
    }

    @Test func `write and read work with flags and protection and advice that leave pages usable`()
        async throws
    {
        let page = process.host.pageSize
        for flags in [.private, .shared, [.private, .noreserve], [.private, .growsdown]] as [MAP] {
            let mapping = try await process.mmap(length: page, [.read, .write], flags)
            try await mapping.madvise(.dontdump)
            try await mapping.madvise(.dontfork)
            let changed = try await mapping.mprotect([.read, .write])
            let written = try await changed.pointer().write(Bytes("usable".utf8))
            #expect(try await written.read() == Bytes("usable".utf8))
        }
    }

    @Test(.kindsOfProcess(.local, .child))
    func `mkdir refuses a path in a file's pages that no null byte ends`() async throws {
        let page = process.host.pageSize
        let file = try await process.memfd_create("path")
        try await file.write([UInt8](repeating: UInt8(ascii: "a"), count: page - 8) + [0])
        try await file.ftruncate(page)
        let parts = try await file.mmap(length: page).pointer().assumeReadable().split(at: page - 8)
        let path = try parts.front.split(at: page - 40).back.unsafelyReinterpret(as: CString.self)
        await #expect(throws: MemoryDecodingError.unterminatedString(offset: 0)) {
            try await process.mkdir(path)
        }
        try await file.ftruncate(0)
        await expectErrno(EFAULT) { try await process.mkdir(path) }
        parts.back.free()
    }

    @Test func `mmap and mremap refuse flags that the library does not know`() async throws {
        let page = process.host.pageSize
        for bit in 0..<26 {
            let flags = MAP(rawValue: 1 << CInt(bit))
            guard !MAP.names.contains(where: { $0.0.isSuperset(of: flags) }) || flags == .fixed else {
                continue
            }
            await #expect(throws: Unsupported.self, "\(flags)") {
                _ = try await process.mmap(length: page, [.read, .write], [.private, flags]).range
            }
        }
        let mapping = try await process.mmap(length: page)
        _ = try await expectRefused(.any(Unsupported.self), mapping) {
            try await $0.mremap(length: page, MREMAP(rawValue: 8))
        }
    }

    /// Whether so much can be mapped, which ThreadSanitizer leaves no room for.
    private static var hasRoomFor32TiB: Bool {
        let room = mmap(nil, 32 << 40, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let room, room != MAP_FAILED else { return false }
        munmap(room, 32 << 40)
        return true
    }

    @Test(.enabled(if: hasRoomFor32TiB, "the address space has no room for 32 TiB"))
    func `read of a mapping of 32 TiB throws AllocationError`() async throws {
        let size = 32 << 40
        let file = try await process.memfd_create("huge")
        try await file.ftruncate(size)
        let memory = try await file.mmap(length: size, .read).pointer().assumeReadable()
        await #expect(throws: AllocationError.refused(size: size, .noMemory)) { try await memory.read() }
        await #expect(throws: AllocationError.refused(size: size, .noMemory)) {
            try await memory.withBytes { $0.byteCount }
        }
    }
}
