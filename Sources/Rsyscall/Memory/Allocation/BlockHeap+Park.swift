// The block that was freed last waits for an allocation of its size, which most programs make next: that needs neither
// a bin nor a cut. Every other operation on free memory joins it with its neighbors first, so only time differs.
extension BlockHeap.State {
    /// The size in bytes of the largest empty arena that is kept for later.
    static var largestKept: Int { 16 << 20 }
    /// The size in bytes of the largest block that waits. Larger ones cost so much to fill that waiting saves nothing.
    private static var largestParked: Int { 4096 }

    /// Returns whether a free block may wait: only if joining it now would not give back its arena.
    func canPark(_ block: UnsafeMutablePointer<Block>) -> Bool {
        guard block.pointee.span <= Self.largestParked, !block.pointee.isAdopted else { return false }
        var span = block.pointee.span
        if let previous = block.pointee.previous?.pointer {
            guard previous.pointee.isFree, previous.pointee.previous == nil else { return true }
            span += previous.pointee.span
        }
        if let next = block.pointee.next?.pointer {
            guard next.pointee.isFree, next.pointee.next == nil else { return true }
            span += next.pointee.span
        }
        return emptyArenas == 0 && span <= Self.largestKept
    }

    /// Takes the waiting block if it is just the size that is needed.
    mutating func takeParked(size: Int, needed: Int, alignment: UInt) -> UnsafeMutablePointer<Block>? {
        guard let block = parked?.pointer else { return nil }
        let unused = block.pointee.span - needed
        let step = max(alignment, BlockBins.grain) - 1
        guard 0..<Int(BlockBins.grain) ~= unused, block.pointee.address & step == 0 else { return nil }
        parked = nil
        block.pointee.isFree = false
        block.pointee.size = size
        countLive(size)
        return block
    }

    /// Joins the waiting block with its neighbors, which freeing it did not.
    mutating func settle() {
        guard let block = parked?.pointer else { return }
        parked = nil
        // No mapping comes back: the block would not have waited then, and no arena has become empty since.
        _ = join(block)
    }
}
