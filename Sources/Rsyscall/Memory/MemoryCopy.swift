import Glibc

/// A copy of bytes that another process may change, which may be more than there is memory for.
struct MemoryCopy: ~Copyable {
    let start: UnsafeMutableRawPointer
    private let count: Int

    /// Room for `count` bytes.
    ///
    /// - Throws: ``AllocationError``.
    init(_ count: Int) throws(AllocationError) {
        // Swift's own allocation ends the process if it fails.
        guard ValueRoom.isInSystem(count), let start = malloc(max(count, 1)) else {
            throw .refused(size: count, .noMemory)
        }
        self.start = start
        self.count = count
    }

    /// A copy of `bytes`.
    ///
    /// - Throws: ``AllocationError``.
    init(_ bytes: UnsafeRawBufferPointer) throws(AllocationError) {
        try self.init(bytes.count)
        append(bytes, at: 0)
    }

    deinit { free(start) }

    func append(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        UnsafeMutableRawBufferPointer(start: start + offset, count: bytes.count).copyMemory(from: bytes)
    }

    /// Runs `body` on the bytes.
    func decode<Outcome: ~Copyable>(_ body: (RawSpan) throws -> Outcome) throws -> Outcome {
        try body(UnsafeRawBufferPointer(start: start, count: count).bytes)
    }
}

extension MemoryReadable {
    /// Decodes a value from a copy, since another process may change the bytes meanwhile.
    @usableFromInline
    init(decodingCopyOf bytes: UnsafeMutableRawBufferPointer) throws {
        self = try MemoryCopy(UnsafeRawBufferPointer(bytes)).decode { try Self(decoding: $0) }
    }
}
