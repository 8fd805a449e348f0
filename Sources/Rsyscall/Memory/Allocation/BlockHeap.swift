import Synchronization

/// Hands out runs of bytes of mapped arenas, and joins them again when they are freed.
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
            state.settle()
            let block = state.makeArena(region, base: base, length: length, isAdopted: false)
            state.bins.insert(block)
            state.emptyArenas += 1
        }
    }

    /// Adds free memory that stays mapped as long as the heap is there.
    func addForever(_ region: MappedRegion, base: Address, length: Int) {
        region.forget()
        addArena(region, base: base, length: length)
        // An arena with a block in it is never dropped.
        _ = allocate(size: 1, alignment: 1)
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

    /// Allocates `size` bytes at a multiple of `alignment`, or returns `nil` if no free block is surely large enough.
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

    /// Joins two live blocks if the second starts where the first ends; it becomes part of the first.
    ///
    /// - Returns: `false`, and does nothing, if they aren't neighbors.
    func merge(_ left: BlockReference, _ right: BlockReference) -> Bool {
        state.withLock { $0.merge(left.pointer, right.pointer) }
    }

    /// Frees a live block.
    ///
    /// - Returns: A mapping that nothing lives in anymore, for the caller to drop. One empty arena of up to
    ///   16 MiB is kept, so that a program that allocates and frees one block does not map and
    ///   unmap each time.
    func free(_ block: BlockReference) -> MappedRegion? {
        state.withLock { $0.free(block.pointer) }
    }

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

    /// Returns the contradictions in the heap's state, for tests: none, unless there is a bug.
    func contradictions() -> [String] {
        state.withLock { state in
            state.settle()
            return state.contradictions()
        }
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
        /// The block that was freed last, if the next allocation may want just that: free, but in no bin and not
        /// joined with its neighbors.
        var parked: BlockReference?
        var arenas: [Arena?] = []
        /// The free indices of ``arenas``.
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
