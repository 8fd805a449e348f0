extension OwnedMemory {
    /// The same bytes of the same file, seen through another mapping.
    mutating func look(through other: MappedRegion) throws(PointerError) {
        let seenThrough = view ?? block.map { allocator.heap.region(of: $0) }
        guard let seenThrough, let file = seenThrough.file, let otherFile = other.file,
            file.identity == otherFile.identity, file.isShared, otherFile.isShared
        else {
            throw .notInMapping(address, size: size, mapping: other.range)
        }
        let inFile = file.offset + Int(start - seenThrough.range.address.rawValue)
        let inOther = inFile - otherFile.offset
        guard inOther >= 0, inOther <= other.range.length - size else {
            throw .notInMapping(address, size: size, mapping: other.range)
        }
        view = other
        start = other.range.address.rawValue + UInt(inOther)
    }
}
