extension OwnedMemory {
    /// Changes the address to that of the same bytes of the same file in another mapping.
    mutating func look(through other: MappedRegion) throws(PointerError) {
        let seenThrough = view ?? block.map { allocator.heap.region(of: $0) }
        guard let seenThrough, let file = seenThrough.file, let otherFile = other.file,
            file.identity == otherFile.identity, file.isShared, otherFile.isShared
        else {
            throw .notInMapping(address, size: size, mapping: other.range)
        }
        // The offsets come from callers, and only the kernel knows which ones a file can have.
        let inRegion = Int(start - seenThrough.range.address.rawValue)
        let (inFile, isPastEnd) = file.offset.addingReportingOverflow(inRegion)
        let (inOther, isFar) = inFile.subtractingReportingOverflow(otherFile.offset)
        guard !isPastEnd, !isFar, inOther >= 0, inOther <= other.range.length - size else {
            throw .notInMapping(address, size: size, mapping: other.range)
        }
        view = other
        start = other.range.address.rawValue + UInt(inOther)
    }
}
