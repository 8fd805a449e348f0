import Foundation
import Testing

@testable import Rsyscall

/// Mappings that a child made: they are memory of our own address space.
@Suite struct ChildMappingTests {
    let process = LinuxProcess.local

    /// An address at which nothing else is mapped unasked, so that what is unmapped stays so.
    private static let aside = Address(0x5000_0000_0000)

    /// Whether all the pages are mapped in this process.
    private func isMapped(_ range: MemoryRange) -> Bool {
        var resident = [UInt8](repeating: 0, count: range.pageCount)
        return mincore(range.address.local(0).baseAddress, range.length, &resident) == 0
    }

    @Test func `write after execve of the child that mapped a file stays in our memory`() async throws {
        let child = try await process.clone()
        let file = try await child.memfd_create("file")
        try await file.ftruncate(4096)
        let mine = try await file.mmap(length: 4096, at: Self.aside)
        let range = mine.range
        let pointer = mine.pointer()
        let running = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
        let written = try await pointer.write(Bytes("ours".utf8))
        let bytes = UnsafeRawBufferPointer(range.address.local(4))
        #expect(Array(bytes) == Array("ours".utf8))
        #expect(try await written.read() == Bytes("ours".utf8))
        #expect(isMapped(range))
        written.free()
        #expect(!isMapped(range))
        try running.signal(.kill)
        _ = try await running.wait()
    }

    @Test func `munmap and mprotect and madvise and mremap work once the child that mapped is gone`()
        async throws
    {
        for end in ["exec", "death"] {
            let child = try await process.clone()
            let aside = try #require(Self.aside.advanced(by: 1 << 30))
            var mapping = try await child.mmap(length: 2 * process.host.pageSize, at: aside)
            let dropped = try await child.mmap(
                length: process.host.pageSize, at: try #require(aside.advanced(by: 1 << 30)))
            let droppedRange = dropped.range
            if end == "exec" {
                try await child.execve("/bin/true", ["true"], []).check()
            } else {
                _ = try await child.killAndWait()
            }
            try await mapping.madvise(.dontneed)
            mapping = try await mapping.mprotect(.read)
            mapping = try await mapping.mremap(length: process.host.pageSize, [])
            let shortened = mapping.range
            #expect(isMapped(shortened))
            try await mapping.munmap()
            #expect(!isMapped(shortened), "\(end)")
            _ = consume dropped
            #expect(!isMapped(droppedRange), "\(end)")
        }
    }

    @Test(.enabled(if: geteuid() == 0, "a pid namespace needs privileges"))
    func `write to a mapping of a grandchild in another pid namespace reaches no other process`() async throws
    {
        let child = try await process.clone(.newpid)
        let grandchild = try await child.clone()
        let file = try await grandchild.memfd_create("file")
        try await file.ftruncate(4096)
        let written = try await file.mmap(length: 4096).pointer().write(Bytes("ours".utf8))
        #expect(try await written.read() == Bytes("ours".utf8))
        _ = try await grandchild.killAndWait()
        #expect(try await written.read() == Bytes("ours".utf8))
        _ = try await child.killAndWait()
        #expect(try await written.read() == Bytes("ours".utf8))
    }
}
