import Glibc
import Synchronization
import Testing

@testable import Rsyscall

/// Values that the kernel copies to their memory in several parts.
@Suite(.everyKindOfProcess) struct MemoryTransferTests {
    let process = ProcessKind.current

    /// A value that counts how often it is encoded.
    private final class Counted: MemoryWritable, Sendable {
        let byteCount: Int
        let count = Atomic<Int>(0)

        init(byteCount: Int) { self.byteCount = byteCount }

        func encodedByteCount(for space: AddressSpace) -> Int { byteCount }

        func encode(into output: inout ByteOutput) {
            count.add(1, ordering: .relaxed)
            for _ in 0..<byteCount { output.append(0xaa) }
        }
    }

    @Test func `write that is copied in parts encodes the value once`() async throws {
        let page = process.host.pageSize
        // The second page has no memory, so the first is a part by itself.
        let mapping = try await process.mmap(length: page, [.read, .write], .shared).mremap(length: 2 * page)
        let room = mapping.pointer().unsafelyReinterpret(as: Counted.self)
        let value = Counted(byteCount: 2 * page)
        let back = try await expectRefused(.errno(EFAULT), room) { try await $0.write(value) }
        #expect(value.count.load(ordering: .relaxed) == 1)
        let first = try back.unsafelyReinterpret(as: Bytes.self).split(at: page).front.assumeReadable()
        #expect(try await first.read() == Bytes([UInt8](repeating: 0xaa, count: page)))
    }
}
