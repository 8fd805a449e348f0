import Foundation
import Testing

@testable import Rsyscall

@Suite struct FrameTests {
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `Frame keeps what was placed when it grows and when it rewinds`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        var frame = Frame(travels: seed.isMultiple(of: 2))
        var placed: [(offset: Int, bytes: [UInt8])] = []
        for _ in 0..<300 {
            let value = UInt8(truncatingIfNeeded: placed.count)
            let bytes = [UInt8](repeating: value, count: Int.random(in: 0...200, using: &random))
            let mark = frame.mark
            let offset = try frame.reserve(bytes.count)
            #expect(offset % Frame.alignment == 0)
            (frame.base + offset).copyMemory(from: bytes, byteCount: bytes.count)
            if Bool.random(using: &random) {
                placed.append((offset, bytes))
            } else {
                frame.rewind(to: mark)
            }
        }
        for (offset, bytes) in placed {
            #expect(Array(UnsafeRawBufferPointer(start: frame.base + offset, count: bytes.count)) == bytes)
        }
    }

    @Test(arguments: [false, true])
    func `Frame has no byte past its block after it has grown for an odd size`(travels: Bool) throws {
        for size in 1...1100 {
            var frame = Frame(travels: travels)
            _ = try frame.reserve(size)
            #expect(frame.count <= frame.capacity, "after \(size) bytes")
            // All that is left, so that a block with an odd size would end before the rounded end.
            let left = frame.capacity - frame.count
            let last = try frame.reserve(left)
            #expect(frame.count <= frame.capacity, "after \(size) bytes and \(left)")
            (frame.base + last).initializeMemory(as: UInt8.self, repeating: 0xff, count: left)
        }
        try withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { memory in
            let start = try #require(memory.baseAddress)
            for capacity in 0...48 {
                var frame = Frame(in: start, capacity: capacity)
                for _ in 0..<3 { _ = try frame.reserve(15) }
                #expect(frame.count <= frame.capacity, "in \(capacity) bytes")
            }
        }
    }

    @Test func `Frame that travels holds zeros where nothing was written`() throws {
        for _ in 0..<20 {
            var used = Frame()
            let dirty = try used.reserve(4000)
            (used.base + dirty).initializeMemory(as: UInt8.self, repeating: 0xff, count: 4000)
            _ = consume used
            var frame = Frame(travels: true)
            _ = try frame.reserveOutput(3000)
            #expect(frame.outputBytes(3000).allSatisfy { $0 == 0 })
        }
    }

    @Test func `Frame refuses sizes that are negative or too large`() throws {
        var frame = Frame()
        #expect(throws: AllocationError.negativeSize(-1)) { _ = try frame.reserve(-1) }
        #expect(throws: AllocationError.tooLarge(size: .max, alignment: 16)) { _ = try frame.reserve(.max) }
        #expect(throws: AllocationError.refused(size: 1 << 60, .noMemory)) { _ = try frame.reserve(1 << 60) }
        let offset = try frame.reserve(8)
        #expect(offset == 0)
    }

    @Test(arguments: ProcessKind.all)
    func `a call takes arguments of any length`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let file = try await process.memfd_create("long")
            for count in [0, 1, 511, 512, 513, 70_000, 5 << 20] {
                let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
                #expect(try await file.pwrite(Bytes(bytes), at: 0) == count)
                #expect(try await file.pread(upTo: count, at: 0) == bytes)
            }
            let path = String(repeating: "a", count: 5000)
            await expectErrno(ENAMETOOLONG) { _ = try await process.stat(path) }
        }
    }
}
