/// Several pieces of memory and the duty to free them, in order.
///
/// An array cannot hold what cannot be copied; this holds what the pieces are made of.
struct OwnedMemoryList: ~Copyable, Sendable {
    private(set) var parts: [OwnedMemory.Parts] = []

    var count: Int { parts.count }

    mutating func append(_ memory: consuming OwnedMemory) {
        parts.append(memory.takeApart())
    }

    mutating func insertFirst(_ memory: consuming OwnedMemory) {
        parts.insert(memory.takeApart(), at: 0)
    }

    mutating func removeFirst() -> OwnedMemory {
        OwnedMemory(parts.removeFirst())
    }

    deinit {
        for part in parts { _ = OwnedMemory(part) }
    }
}

extension OwnedMemory {
    /// The parts that the memory is made of, to be put together again exactly once.
    struct Parts: Sendable {
        fileprivate let allocator: MemoryAllocator
        fileprivate let block: BlockReference?
        fileprivate let view: MappedRegion?
        let start: UInt
        let size: Int

        var space: AddressSpace {
            if let view { return view.space }
            return allocator.space
        }
    }

    fileprivate consuming func takeApart() -> Parts {
        let parts = Parts(allocator: allocator, block: block, view: view, start: start, size: size)
        block = nil
        return parts
    }

    fileprivate init(_ parts: Parts) {
        self.init(emptyIn: parts.allocator, at: parts.start, shownBy: parts.view)
        block = parts.block
        size = parts.size
    }
}
