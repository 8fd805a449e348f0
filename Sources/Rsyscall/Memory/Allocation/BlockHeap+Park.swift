// The block that was freed last waits for an allocation of its size, which most programs make next: that costs
// neither a bin nor a cut. Every other operation on free memory joins it with its neighbours first, so nothing
// but time differs.
extension BlockHeap.State {
    /// Keeps at most this much of free memory for later.
    static var largestKept: Int { 16 << 20 }
    /// Larger blocks cost enough to fill, and the memory is better joined at once.
    private static var largestParked: Int { 4096 }

    /// Whether a free block may wait, as its arena would not be given back if it did not.
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

    /// Takes the waiting block if it is just what is needed.
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

    /// Does with the waiting block what freeing it did not.
    mutating func settle() {
        guard let block = parked?.pointer else { return }
        parked = nil
        // No mapping comes back: it would not have waited then, and no arena became empty since.
        _ = join(block)
    }
}
