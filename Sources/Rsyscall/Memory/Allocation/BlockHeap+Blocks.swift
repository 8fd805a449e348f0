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
        if let block = takeParked(size: size, needed: needed, alignment: alignment) { return block }
        settle()
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

    mutating func free(_ block: UnsafeMutablePointer<Block>) -> MappedRegion? {
        precondition(!block.pointee.isFree, "a block is freed once")
        settle()
        liveBlocks -= 1
        liveBytes -= block.pointee.size
        block.pointee.isFree = true
        guard canPark(block) else { return join(block) }
        parked = BlockReference(block)
        return nil
    }

    /// Joins a free block with its free neighbors and puts it into a bin.
    ///
    /// - Returns: The mapping, if nothing lives in it anymore and it is not kept.
    mutating func join(_ block: UnsafeMutablePointer<Block>) -> MappedRegion? {
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
            if whole.pointee.isAdopted || emptyArenas > 0 || whole.pointee.span > Self.largestKept {
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

    /// Cuts off the bytes from `offset` on as a block of their own, which is in no bin and as free as this one.
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
}
