import Synchronization

/// Hands out runs of bytes of mapped arenas, and puts them together again when they are freed.
///
/// Every operation takes constant time, however many blocks live. The lock is held for no longer than
/// that; what must be unmapped is handed back to the caller, to be dropped outside it.
@usableFromInline
final class BlockHeap: Sendable {
    private let state = Guarded(State())

    init() {}

    /// Adds free memory to allocate from.
    func addArena(_ region: MappedRegion, base: Address, length: Int) {
        state.withLock { state in
            let block = state.makeArena(region, base: base, length: length, isAdopted: false)
            state.bins.insert(block)
            state.emptyArenas += 1
        }
    }

    /// Hands out the whole of a mapping as one block. Nothing else is ever allocated from it.
    func adopt(_ region: MappedRegion, base: Address, length: Int) -> BlockReference {
        state.withLock { state in
            let block = state.makeArena(region, base: base, length: length, isAdopted: true)
            block.pointee.isFree = false
            state.countLive(length)
            return BlockReference(block)
        }
    }

    /// `size` bytes at a multiple of `alignment`, or `nil` where no arena has that much together.
    ///
    /// The size is positive, the alignment a power of two.
    func allocate(size: Int, alignment: Int) -> BlockReference? {
        state.withLock { state in
            state.allocate(size: size, alignment: UInt(alignment)).map(BlockReference.init)
        }
    }

    /// Cuts a live block in two after `size` bytes, fewer than it has and more than none.
    func split(_ block: BlockReference, at size: Int) -> BlockReference {
        state.withLock { BlockReference($0.split(block.pointer, at: size)) }
    }

    /// Joins two live blocks, where the second starts where the first ends: it becomes part of the first.
    func merge(_ left: BlockReference, _ right: BlockReference) -> Bool {
        state.withLock { $0.merge(left.pointer, right.pointer) }
    }

    /// Takes a live block back.
    ///
    /// - Returns: A mapping that nothing lives in any more, for the caller to drop. One empty arena of up to
    ///   ``largestKept`` bytes is kept, so that a program that allocates and frees one block does not map and
    ///   unmap each time.
    func free(_ block: BlockReference) -> MappedRegion? {
        state.withLock { $0.free(block.pointer, keeping: Self.largestKept) }
    }

    private static let largestKept = 16 << 20

    /// The mapping a live block lies in.
    func region(of block: BlockReference) -> MappedRegion {
        state.withLock { state in
            guard let arena = state.arenas[Int(block.pointer.pointee.arena)] else {
                fatalError("a live block lies in no arena")
            }
            return arena.region
        }
    }

    /// What the heap holds.
    struct Statistics: Equatable {
        /// How many blocks are allocated.
        var liveBlocks = 0
        /// How many bytes their owners have.
        var liveBytes = 0
        /// How many mappings there are.
        var arenas = 0
    }

    var statistics: Statistics {
        state.withLock { state in
            Statistics(
                liveBlocks: state.liveBlocks, liveBytes: state.liveBytes,
                arenas: state.arenas.count { $0 != nil })
        }
    }

    /// What contradicts itself, for tests: nothing, unless there is a bug.
    func contradictions() -> [String] {
        state.withLock { $0.contradictions() }
    }
}

extension BlockHeap {
    struct Arena {
        let region: MappedRegion
        let first: BlockReference
        let base: UInt
        let length: Int
    }

    struct State: ~Copyable {
        var bins = BlockBins()
        var pool = BlockPool()
        var arenas: [Arena?] = []
        /// Where ``arenas`` has none.
        var vacancies: [Int] = []
        var emptyArenas = 0
        var liveBlocks = 0
        var liveBytes = 0

        mutating func countLive(_ size: Int) {
            liveBlocks += 1
            liveBytes += size
        }
    }
}

extension BlockHeap.State {
    mutating func makeArena(
        _ region: MappedRegion, base: Address, length: Int, isAdopted: Bool
    ) -> UnsafeMutablePointer<Block> {
        let index = vacancies.popLast() ?? arenas.count
        if index == arenas.count { arenas.append(nil) }
        let block = pool.take()
        block.initialize(
            to: Block(
                address: base.rawValue, size: length, span: length, isFree: true, isBinned: false,
                isAdopted: isAdopted, arena: UInt32(index)))
        arenas[index] = BlockHeap.Arena(
            region: region, first: BlockReference(block), base: base.rawValue, length: length)
        return block
    }

    mutating func allocate(size: Int, alignment: UInt) -> UnsafeMutablePointer<Block>? {
        let grain = Int(BlockBins.grain)
        let (sum, tooLarge) = size.addingReportingOverflow(grain - 1)
        guard !tooLarge else { return nil }
        let needed = sum & ~(grain - 1)
        var searched = needed
        if alignment > BlockBins.grain {
            let (sum, tooLarge) = needed.addingReportingOverflow(Int(alignment) - grain)
            guard !tooLarge else { return nil }
            searched = sum
        }
        guard let block = bins.find(searched) else { return nil }
        bins.remove(block)
        if block.pointee.previous == nil, block.pointee.next == nil { emptyArenas -= 1 }

        let step = max(alignment, BlockBins.grain) - 1
        let start = (block.pointee.address + step) & ~step
        var taken = block
        if start > block.pointee.address {
            taken = cut(block, at: Int(start - block.pointee.address))
            bins.insert(block)
        }
        if taken.pointee.span - needed >= grain {
            let rest = cut(taken, at: needed)
            bins.insert(rest)
        }
        taken.pointee.isFree = false
        taken.pointee.size = size
        countLive(size)
        return taken
    }

    mutating func split(
        _ block: UnsafeMutablePointer<Block>, at size: Int
    ) -> UnsafeMutablePointer<Block> {
        let whole = block.pointee.size
        precondition(size > 0 && size < whole, "a split leaves bytes on both sides")
        let right = cut(block, at: size)
        block.pointee.size = size
        right.pointee.size = whole - size
        liveBlocks += 1
        return right
    }

    mutating func merge(
        _ left: UnsafeMutablePointer<Block>, _ right: UnsafeMutablePointer<Block>
    ) -> Bool {
        guard left.pointee.next?.pointer == right, left.pointee.size == left.pointee.span else {
            return false
        }
        left.pointee.size += right.pointee.size
        absorbNext(left)
        liveBlocks -= 1
        return true
    }

    mutating func free(
        _ block: UnsafeMutablePointer<Block>, keeping largestKept: Int
    ) -> MappedRegion? {
        precondition(!block.pointee.isFree, "a block is freed once")
        liveBlocks -= 1
        liveBytes -= block.pointee.size
        block.pointee.isFree = true
        var whole = block
        if let next = whole.pointee.next, next.pointer.pointee.isFree {
            bins.remove(next.pointer)
            absorbNext(whole)
        }
        if let previous = whole.pointee.previous, previous.pointer.pointee.isFree {
            bins.remove(previous.pointer)
            absorbNext(previous.pointer)
            whole = previous.pointer
        }
        if whole.pointee.previous == nil, whole.pointee.next == nil {
            if whole.pointee.isAdopted || emptyArenas > 0 || whole.pointee.span > largestKept {
                return removeArena(whole)
            }
            emptyArenas += 1
        }
        if !whole.pointee.isAdopted { bins.insert(whole) }
        return nil
    }

    private mutating func removeArena(_ block: UnsafeMutablePointer<Block>) -> MappedRegion? {
        let index = Int(block.pointee.arena)
        let region = arenas[index]?.region
        arenas[index] = nil
        vacancies.append(index)
        pool.giveBack(block)
        return region
    }

    /// Makes the bytes from `offset` on a block of their own, as free as this one, in no bin.
    private mutating func cut(
        _ block: UnsafeMutablePointer<Block>, at offset: Int
    ) -> UnsafeMutablePointer<Block> {
        let right = pool.take()
        right.initialize(
            to: Block(
                address: block.pointee.address + UInt(offset), size: 0, span: block.pointee.span - offset,
                isFree: block.pointee.isFree, isBinned: false, isAdopted: block.pointee.isAdopted,
                arena: block.pointee.arena, previous: BlockReference(block), next: block.pointee.next))
        block.pointee.next?.pointer.pointee.previous = BlockReference(right)
        block.pointee.next = BlockReference(right)
        block.pointee.span = offset
        return right
    }

    private mutating func absorbNext(_ block: UnsafeMutablePointer<Block>) {
        guard let next = block.pointee.next?.pointer else { return }
        block.pointee.span += next.pointee.span
        block.pointee.next = next.pointee.next
        next.pointee.next?.pointer.pointee.previous = BlockReference(block)
        pool.giveBack(next)
    }

    func contradictions() -> [String] {
        var found: [String] = []
        var live = 0
        var bytes = 0
        for (index, arena) in arenas.enumerated() {
            guard let arena else { continue }
            var address = arena.base
            var next: BlockReference? = arena.first
            var freeBefore = false
            while let block = next?.pointer.pointee {
                if block.address != address { found.append("a gap in arena \(index) at \(address)") }
                if Int(block.arena) != index { found.append("a block of arena \(block.arena) in \(index)") }
                if block.isFree, freeBefore { found.append("two free blocks side by side at \(address)") }
                if block.isFree, !block.isAdopted, block.isBinned != (block.usable > 0) {
                    found.append("a free block in no bin at \(address)")
                }
                if !block.isFree {
                    live += 1
                    bytes += block.size
                    if block.size > block.span { found.append("\(block.size) bytes in \(block.span)") }
                }
                freeBefore = block.isFree
                address += UInt(block.span)
                next = block.next
            }
            if address != arena.base + UInt(arena.length) {
                found.append("arena \(index) ends at \(address)")
            }
        }
        if live != liveBlocks { found.append("\(live) blocks live, \(liveBlocks) counted") }
        if bytes != liveBytes { found.append("\(bytes) bytes live, \(liveBytes) counted") }
        return found
    }
}
