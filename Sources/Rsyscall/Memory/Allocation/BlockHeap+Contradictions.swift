extension BlockHeap.State {
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
