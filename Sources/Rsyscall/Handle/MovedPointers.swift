extension OwnedMemory {
    /// The same bytes of the same file, seen through another mapping.
    mutating func look(through mapping: borrowing MemoryMapping) throws(PointerError) {
        let other = mapping.view
        let seenThrough = view ?? block.map { allocator.heap.region(of: $0) }
        guard let seenThrough, let file = seenThrough.file, let otherFile = other.file,
            file.identity == otherFile.identity
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

extension Pointer where Pointee: ~Copyable {
    /// The same bytes of the same file, seen through `mapping`, which may be in another address space.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of
    ///   ``PointerError/notInMapping(_:size:mapping:)``.
    public consuming func moved(
        to mapping: borrowing MemoryMapping
    ) throws(Refused<Pointer<Pointee>>) -> Pointer<Pointee> {
        do {
            try memory.look(through: mapping)
            return self
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

extension ReadablePointer where Pointee: ~Copyable {
    /// The same bytes of the same file, seen through `mapping`, which may be in another address space.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of
    ///   ``PointerError/notInMapping(_:size:mapping:)``.
    public consuming func moved(
        to mapping: borrowing MemoryMapping
    ) throws(Refused<ReadablePointer<Pointee>>) -> ReadablePointer<Pointee> {
        do {
            try memory.look(through: mapping)
            return self
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

extension WrittenPointer where Pointee: Sendable & ~Copyable {
    /// The same bytes of the same file, seen through `mapping`, which may be in another address space.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of
    ///   ``PointerError/notInMapping(_:size:mapping:)``.
    public consuming func moved(
        to mapping: borrowing MemoryMapping
    ) throws(Refused<WrittenPointer<Pointee>>) -> WrittenPointer<Pointee> {
        do {
            try memory.look(through: mapping)
            return self
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

extension LinearPointer where Pointee: ~Copyable {
    /// The same bytes of the same file, seen through `mapping`, which may be in another address space.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of
    ///   ``PointerError/notInMapping(_:size:mapping:)``.
    public consuming func moved(
        to mapping: borrowing MemoryMapping
    ) throws(Refused<LinearPointer<Pointee>>) -> LinearPointer<Pointee> {
        do {
            try look(through: mapping)
            return self
        } catch {
            throw Refused(error, operand: self)
        }
    }
}
