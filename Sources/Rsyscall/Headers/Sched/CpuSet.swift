/// A set of processors, as `sched_setaffinity(2)` takes it: one bit for each.
public struct CpuSet: Hashable, Sendable {
    private var words: [UInt64] = []

    /// These processors, counted from 0; numbers that no processor can have, below 0 and from 65536 on, are
    /// left out.
    public init(_ processors: [Int] = []) {
        for processor in processors { insert(processor) }
    }

    /// Adds a processor.
    public mutating func insert(_ processor: Int) {
        guard processor >= 0, processor < 1 << 16 else { return }
        while words.count <= processor / 64 { words.append(0) }
        words[processor / 64] |= 1 << UInt64(processor % 64)
    }

    /// The processors, in order.
    public var processors: [Int] {
        words.indices.flatMap { index in
            (0..<64).filter { words[index] & (1 << UInt64($0)) != 0 }.map { index * 64 + $0 }
        }
    }
}

extension CpuSet: MemoryWritable, MemoryReadable {
    /// Whole words of 8 bytes.
    public func encodedByteCount(for space: AddressSpace) -> Int { max(1, words.count) * 8 }

    /// Appends the words.
    public func encode(into output: inout OutputRawSpan) {
        for word in words.isEmpty ? [0] : words { output.append(word, as: UInt64.self) }
    }

    /// The words in `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/partialElement(byteCount:elementByteCount:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        words = try [UInt64](decoding: bytes)
        while words.last == 0 { words.removeLast() }
    }
}
