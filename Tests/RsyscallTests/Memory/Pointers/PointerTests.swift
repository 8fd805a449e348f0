import Rsyscall
import Testing

@Suite struct PointerTests {
    let process = LinuxProcess.local

    @Test func `write then read returns the value`() async throws {
        let pointer = try await process.allocate(UInt64.self)
        let written = try await pointer.write(0x1122_3344_5566_7788)
        #expect(written.value == 0x1122_3344_5566_7788)
        #expect(try await written.read() == 0x1122_3344_5566_7788)
        #expect(written.size == 8)
        written.free()
    }

    @Test func `write refuses a value that is too long and gives the pointer back`() async throws {
        let pointer = try await process.allocate(Bytes.self, count: 4)
        let back = try await expectRefused(
            .error(PointerError.valueTooLong(byteCount: 5, size: 4)), pointer
        ) { try await $0.write(Bytes([1, 2, 3, 4, 5])) }
        let written = try await back.write(Bytes([9, 8, 7, 6]))
        #expect(written.value == Bytes([9, 8, 7, 6]))
    }

    @Test func `split and merge keep every byte`() async throws {
        var bytes = try await process.pointer(to: Bytes(0..<100))
        var parts = try ReadablePointer(bytes).split(at: 33)
        #expect(parts.front.size == 33)
        #expect(parts.back.size == 67)
        #expect(try await parts.back.read().array == Array(33..<100))
        let whole = try parts.front.merge(parts.back)
        #expect(try await whole.read().array == Array(0..<100))
        bytes = try await process.pointer(to: Bytes([1]))
        parts = try ReadablePointer(bytes).split(at: 0)
        #expect(parts.front.size == 0)
        let again = try parts.front + parts.back
        #expect(again.size == 1)
    }

    @Test(arguments: [-1, 11, Int.min, Int.max])
    func `split refuses an offset out of bounds`(offset: Int) async throws {
        let pointer = try await process.allocate(Bytes.self, count: 10)
        let back = try await expectRefused(
            .error(PointerError.splitOutOfBounds(at: offset, size: 10)), pointer
        ) { try $0.split(at: offset) }
        #expect(back.size == 10)
    }

    @Test func `merge refuses pointers that are not adjacent and gives both back`() async throws {
        let parts = try await process.allocate(Bytes.self, count: 48).split(at: 16)
        let left = parts.front
        let rest = try parts.back.split(at: 16)
        let middle = rest.front
        let right = rest.back
        let both: MergeOperands<Pointer<Bytes>, Pointer<Bytes>> = try await expectRefused(
            .any(PointerError.self), left, right
        ) { try $0.merge($1) }
        #expect(both.left.size == 16)
        #expect(both.right.size == 16)
        middle.free()
    }

    @Test func `splitPrefix and += accumulate in a loop`() async throws {
        var rest = try await process.allocate(Bytes.self, count: 100)
        var whole: Pointer<Bytes>?
        while rest.size > 0 {
            let part = try rest.splitPrefix(min(7, rest.size))
            try whole += part
        }
        #expect(whole.take()?.size == 100)
    }

    @Test func `+= refuses a pointer that is not adjacent and keeps both`() async throws {
        // Of one allocation, since others may come to lie side by side.
        var rest = try await process.allocate(Bytes.self, count: 64)
        var whole: Pointer<Bytes>? = .some(try rest.splitPrefix(16))
        let between = try rest.splitPrefix(16)
        let other = rest
        let back = try await expectRefused(.any(PointerError.self), other) { try whole += $0 }
        #expect(back.size == 32)
        #expect(whole.take()?.size == 16)
        between.free()
    }

    @Test func `merge before puts a filled part back in front of the rest`() async throws {
        let pointer = try await process.allocate(Bytes.self, count: 64)
        let parts = try pointer.split(at: 16)
        var rest = parts.back
        let written = try await parts.front.write(Bytes([1, 2, 3]))
        try rest.merge(before: written)
        #expect(rest.size == 64)
        let other = try await process.pointer(to: Bytes([4]))
        let back = try await expectRefused(.any(PointerError.self), other) { try rest.merge(before: $0) }
        #expect(back.value == Bytes([4]))
        #expect(rest.size == 64)
    }

    @Test func `merge of a written pointer with the rest forgets the value`() async throws {
        let parts = try await process.allocate(Bytes.self, count: 64).split(at: 16)
        let written = try await parts.front.write(Bytes([1, 2, 3]))
        let whole: Pointer<Bytes> = try written.merge(parts.back)
        #expect(whole.size == 64)
    }

    @Test func `take returns the written value and the memory`() async throws {
        let taken = try await process.pointer(to: Bytes([1, 2, 3])).take()
        #expect(taken.value == Bytes([1, 2, 3]))
        #expect(taken.memory.size == 3)
    }

    @Test func `droppingRefused throws the reason alone`() async throws {
        await #expect(throws: PointerError.splitOutOfBounds(at: 5, size: 4)) {
            let pointer = try await process.allocate(Bytes.self, count: 4)
            _ = try droppingRefused(pointer) { try $0.split(at: 5) }.front.size
        }
        await #expect(throws: PointerError.valueTooLong(byteCount: 5, size: 4)) {
            let pointer = try await process.allocate(Bytes.self, count: 4)
            _ = try await droppingRefused(pointer) { try await $0.write(Bytes([1, 2, 3, 4, 5])) }.size
        }
    }

    @Test func `splitFromEnd aligns the end`() async throws {
        // Upstream's formula gives 0x1038 for a base of 0x1000, a length of 64, 4 bytes and alignment 16.
        let pointer = try await process.allocate(Bytes.self, size: 64, alignment: 4096)
        let base = try await pointer.withPinned(in: process.addressSpace) { $0.unsafeAddress }
        let parts = try pointer.splitFromEnd(size: 4, alignment: 16)
        let end = try await parts.back.withPinned(in: process.addressSpace) { $0.unsafeAddress }
        #expect(end.rawValue - base.rawValue == 0x30)
        #expect(parts.front.size == 0x30)
        #expect(parts.back.size == 16)
    }

    @Test(arguments: [Int.min, -1, 65, .max])
    func `splitFromEnd refuses a size out of bounds`(size: Int) async throws {
        let pointer = try await process.allocate(Bytes.self, count: 64)
        let back = try await expectRefused(
            .error(PointerError.endOutOfBounds(size: size, in: 64)), pointer
        ) { try $0.splitFromEnd(size: size, alignment: 16) }
        #expect(back.size == 64)
    }

    @Test func `read returns nothing behind the written value`() async throws {
        var pointer = try await process.allocate(Bytes.self, count: 64)
        pointer = Pointer(try await pointer.write(Bytes([UInt8](repeating: 0xaa, count: 64))))
        let written = try await pointer.write(Bytes([1, 2, 3]))
        #expect(written.size == 64)
        #expect(try await written.read() == Bytes([1, 2, 3]))
        let readable = ReadablePointer(written)
        #expect(readable.size == 3)
        #expect(try await readable.read() == Bytes([1, 2, 3]))
    }

    @Test(arguments: [0, 3, -16])
    func `splitFromEnd and allocate refuse an alignment that is no power of two`(alignment: Int) async throws
    {
        let pointer = try await process.allocate(Bytes.self, count: 64)
        let back = try await expectRefused(
            .error(PointerError.alignmentNotPowerOfTwo(alignment)), pointer
        ) { try $0.splitFromEnd(size: 4, alignment: alignment) }
        #expect(back.size == 64)
        await #expect(throws: AllocationError.alignmentNotPowerOfTwo(alignment)) {
            _ = try await process.allocate(Bytes.self, size: 4, alignment: alignment)
        }
    }

    @Test func `writeToEnd writes an aligned value to the end`() async throws {
        let pointer = try await process.allocate([UInt64].self, count: 8)
        let parts = try await pointer.writeToEnd([1, 2, 3], alignment: 16)
        #expect(parts.back.value == [1, 2, 3])
        let address = try await parts.back.withPinned(in: process.addressSpace) { $0.unsafeAddress }
        #expect(address.rawValue % 16 == 0)
        #expect(parts.front.size + parts.back.size == 64)
    }

    @Test func `withPinned in another address space throws Mismatch`() async throws {
        let pointer = try await process.allocate(Bytes.self, count: 1)
        await #expect(throws: Mismatch.self) {
            try await pointer.withPinned(in: AddressSpace()) { _ in }
        }
    }

    @Test func `allocate refuses sizes that are negative or too large`() async throws {
        await #expect(throws: AllocationError.negativeSize(-1)) {
            _ = try await process.allocate(Bytes.self, count: -1)
        }
        await #expect(throws: AllocationError.self) {
            _ = try await process.allocate(Bytes.self, count: Int.max)
        }
        await #expect(throws: AllocationError.self) {
            _ = try await process.allocate(Bytes.self, count: 1 << 50)
        }
        let empty = try await process.allocate(Bytes.self, count: 0)
        #expect(empty.size == 0)
        let written = try await empty.write(Bytes([]))
        #expect(try await written.read() == Bytes([]))
        let huge = try await process.allocate(Bytes.self, count: 200 << 20)
        #expect(huge.size == 200 << 20)
    }

    @Test func `pointer to a string refuses a null byte inside`() async throws {
        await #expect(throws: MemoryEncodingError.nullInsideString(offset: 2)) {
            _ = try await process.pointer(to: "ab\0c")
        }
    }

    @Test func `reinterpret reads bytes as integers`() async throws {
        let bytes = try await process.pointer(to: Bytes([1, 0, 0, 0, 2, 0, 0, 0]))
        let numbers = ReadablePointer(bytes).reinterpret(as: [UInt32].self)
        #expect(try await numbers.read() == [1, 2])
        let parts = try numbers.split(at: 3)
        let odd = parts.front
        await #expect(throws: MemoryDecodingError.partialElement(byteCount: 3, elementByteCount: 4)) {
            try await odd.read()
        }
    }

    @Test func `reinterpretAsTwin refuses a twin of another size`() async throws {
        let pointer = try await process.allocate(WrongTwin.self)
        let back = try await expectRefused(.error(PointerError.sizesDiffer(4, 8)), pointer) {
            try $0.reinterpretAsTwin()
        }
        #expect(back.size == 4)
    }

    private struct WrongTwin: LayoutCompatible {
        typealias LayoutTwin = UInt64
        static func unsafelyPromiseTwin() {}
        static var byteCount: Int { 4 }
        static var alignment: Int { 4 }
    }

    @Test func `description shows type and address and size and value`() async throws {
        let pointer = try await process.allocate(Bytes.self, count: 3)
        let text = pointer.description
        #expect(text.hasPrefix("Pointer<Bytes>(0x"))
        #expect(text.hasSuffix(", 3)"))
        let written = try await process.pointer(to: UInt32(7))
        #expect(written.description.hasSuffix(", 4, 7)"))
    }
}
