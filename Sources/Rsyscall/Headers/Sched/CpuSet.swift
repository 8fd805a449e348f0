/// A set of processors with one bit for each; see `sched_setaffinity(2)`.
public struct CpuSet: Hashable, Sendable {
    private var words: [UInt64] = []

    /// Creates a set of processors, which are counted from 0.
    ///
    /// Numbers that no processor can have, below 0 and from 65536 on, are ignored.
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
    /// The size of whole words of 8 bytes, at least one.
    public func encodedByteCount(for space: AddressSpace) -> Int { max(1, words.count) * 8 }

    /// Appends the words.
    public func encode(into output: inout ByteOutput) {
        for word in words.isEmpty ? [0] : words { output.append(word, as: UInt64.self) }
    }

    /// Decodes the words in `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/partialElement(byteCount:elementByteCount:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        words = try [UInt64](decoding: bytes)
        while words.last == 0 { words.removeLast() }
    }
}

extension CpuSet: CustomStringConvertible {
    /// The processors as strace prints them.
    public var description: String { "[\(processors.map(String.init).joined(separator: " "))]" }
}

extension CpuSet: CallResult {}

extension CpuSet: ValueArgument {
    /// The set.
    public typealias Value = CpuSet
}
