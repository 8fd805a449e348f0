/// `struct cachestat`: how many pages of a file are in memory; see `cachestat(2)`.
public struct Cachestat: KernelStruct, Hashable {
    /// The five numbers.
    public let layout: InlineArray<5, UInt64>

    /// Creates the struct from its numbers.
    public init(layout: InlineArray<5, UInt64>) {
        self.layout = layout
    }

    /// The number of pages in memory.
    public var cache: UInt64 { layout[0] }
    /// The number of those that have changed.
    public var dirty: UInt64 { layout[1] }
    /// The number of those that are being written.
    public var writeback: UInt64 { layout[2] }
    /// The number of pages that were in memory before.
    public var evicted: UInt64 { layout[3] }
    /// The number of those that were there recently.
    public var recently_evicted: UInt64 { layout[4] }

    /// Compares the numbers.
    public static func == (left: Cachestat, right: Cachestat) -> Bool {
        (0..<5).allSatisfy { left.layout[$0] == right.layout[$0] }
    }

    /// Hashes the numbers.
    public func hash(into hasher: inout Hasher) {
        for index in 0..<5 { hasher.combine(layout[index]) }
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}
