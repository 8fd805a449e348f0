/// A run of bytes in an address space and the duty to free it: what every pointer is made of.
///
/// It has no type and no state; ``TypedPointer`` adds both.
public struct OwnedMemory: ~Copyable, Sendable {
    @usableFromInline let allocator: MemoryAllocator
    /// The block to free; `nil` for no bytes.
    @usableFromInline var block: BlockReference?
    @usableFromInline var start: UInt
    @usableFromInline var size: Int
    /// The mapping that the bytes are seen through, if they are not the allocator's own memory.
    @usableFromInline var view: MappedRegion?

    @usableFromInline
    init(_ block: BlockReference, size: Int, in allocator: MemoryAllocator, shownBy view: MappedRegion? = nil)
    {
        self.allocator = allocator
        self.block = block
        self.start = block.pointer.pointee.address
        self.size = size
        self.view = view
    }

    @usableFromInline
    init(emptyIn allocator: MemoryAllocator, at start: UInt = 0, shownBy view: MappedRegion? = nil) {
        self.allocator = allocator
        self.block = nil
        self.start = start
        self.size = 0
        self.view = view
    }

    @inlinable
    deinit {
        if let block { allocator.release(block) }
    }

    @usableFromInline var space: AddressSpace {
        if let view { return view.space }
        return allocator.space
    }

    @usableFromInline var window: MemoryWindow {
        if let view { return view.window }
        return allocator.window
    }

    @usableFromInline var members: SpaceMembers {
        if let view { return view.members }
        return allocator.members
    }

    var address: Address { Address(start) }

    /// The address and the size, for a description.
    var label: String { "\(address), \(size)" }

    /// - Throws: ``Mismatch`` if the bytes are not in `space`.
    @usableFromInline
    func check(_ space: AddressSpace) throws(Mismatch) {
        guard self.space === space else { throw Mismatch(.addressSpace, process: space, handle: self.space) }
    }
}

extension MemoryAllocator {
    @usableFromInline
    func release(_ block: BlockReference) {
        // Dropped here and not by the heap, so that no lock is held while it is unmapped.
        _ = heap.free(block)
    }
}

extension OwnedMemory {
    /// Cuts off the bytes from `offset` on, and returns them.
    mutating func cut(at offset: Int) throws(PointerError) -> OwnedMemory {
        guard offset >= 0, offset <= size else { throw .splitOutOfBounds(at: offset, size: size) }
        let cutStart = start + UInt(offset)
        if offset == size { return OwnedMemory(emptyIn: allocator, at: cutStart, shownBy: view) }
        guard let block else { throw .splitOutOfBounds(at: offset, size: size) }
        let rest: OwnedMemory
        if offset == 0 {
            rest = OwnedMemory(block, size: size, in: allocator, shownBy: view, at: cutStart)
            self.block = nil
        } else {
            let right = allocator.heap.split(block, at: offset)
            rest = OwnedMemory(right, size: size - offset, in: allocator, shownBy: view, at: cutStart)
        }
        size = offset
        return rest
    }

    /// Frees the bytes from `count` on.
    @usableFromInline
    mutating func shorten(to count: Int) {
        guard count < size, let rest = try? cut(at: count) else { return }
        _ = consume rest
    }

    /// Cuts off the bytes from the highest multiple of `alignment` that leaves room for `size` on, and returns them.
    mutating func cutFromEnd(size wanted: Int, alignment: Int) throws(PointerError) -> OwnedMemory {
        guard alignment > 0, alignment & (alignment - 1) == 0 else {
            throw .alignmentNotPowerOfTwo(alignment)
        }
        guard wanted >= 0, wanted <= size else { throw .endOutOfBounds(size: wanted, in: size) }
        let aligned = (start + UInt(size - wanted)) & ~UInt(alignment - 1)
        guard aligned >= start else { throw .noRoomAligned(size: wanted, alignment: alignment, in: size) }
        return try cut(at: Int(aligned - start))
    }

    /// Appends `next`, which must directly follow these bytes. On failure both are as they were.
    @usableFromInline
    mutating func append(_ next: inout OwnedMemory) throws(PointerError) {
        guard allocator === next.allocator, view === next.view, start + UInt(size) == next.start else {
            throw .notNeighbors(
                left: address, leftSize: size, right: next.address, rightSize: next.size)
        }
        if let right = next.block {
            if let left = block {
                guard allocator.heap.merge(left, right) else {
                    throw .notNeighbors(
                        left: address, leftSize: size, right: next.address, rightSize: next.size)
                }
            } else {
                block = right
            }
            next.block = nil
        }
        size += next.size
        next.size = 0
    }

    private init(
        _ block: BlockReference, size: Int, in allocator: MemoryAllocator, shownBy view: MappedRegion?,
        at start: UInt
    ) {
        self.allocator = allocator
        self.block = block
        self.start = start
        self.size = size
        self.view = view
    }
}
