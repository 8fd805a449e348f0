/// What the allocator knows of a run of bytes in an arena, free or allocated.
///
/// It is kept outside the memory that it describes, which may be another process's.
@usableFromInline
struct Block {
    /// The address of the first byte.
    @usableFromInline var address: UInt
    /// The number of bytes that its owner has.
    var size: Int
    /// The number of bytes between its start and the next block's.
    var span: Int
    var isFree: Bool
    /// Whether it is in a bin.
    var isBinned: Bool
    /// Whether its arena is a mapping handed out whole, from which nothing else is allocated.
    var isAdopted: Bool
    var arena: UInt32
    /// The neighbors in the arena, in the order of addresses.
    var previous: BlockReference?
    var next: BlockReference?
    var previousInBin: BlockReference?
    var nextInBin: BlockReference?

    /// The address after the last byte.
    var end: UInt { address + UInt(span) }

    /// The size that a bin counts: that of the whole grains inside.
    var usable: Int {
        let start = (address + BlockBins.grain - 1) & ~(BlockBins.grain - 1)
        let end = self.end & ~(BlockBins.grain - 1)
        return end > start ? Int(end - start) : 0
    }
}

/// A block's place, which stays the same while the block lives.
@usableFromInline
struct BlockReference: @unchecked Sendable {
    // Sound because blocks are only touched under their heap's lock, except for the immutable address of a
    // live one, and stay allocated as long as the heap.
    @usableFromInline let pointer: UnsafeMutablePointer<Block>

    init(_ pointer: UnsafeMutablePointer<Block>) {
        self.pointer = pointer
    }
}

/// A pool of blocks, in chunks that are kept until the heap goes.
struct BlockPool: ~Copyable {
    private var chunks: [BlockReference] = []
    private var unused: BlockReference?

    private static let chunkCount = 1024

    /// Returns a block to be filled in.
    mutating func take() -> UnsafeMutablePointer<Block> {
        if let block = unused {
            unused = block.pointer.pointee.nextInBin
            return block.pointer
        }
        let chunk = UnsafeMutablePointer<Block>.allocate(capacity: Self.chunkCount)
        chunks.append(BlockReference(chunk))
        for index in (1..<Self.chunkCount).reversed() {
            giveBack(chunk + index)
        }
        return chunk
    }

    /// Keeps a block for the next ``take()``.
    mutating func giveBack(_ block: UnsafeMutablePointer<Block>) {
        block.initialize(
            to: Block(
                address: 0, size: 0, span: 0, isFree: true, isBinned: false, isAdopted: false, arena: 0,
                nextInBin: unused))
        unused = BlockReference(block)
    }

    deinit {
        for chunk in chunks { chunk.pointer.deallocate() }
    }
}
