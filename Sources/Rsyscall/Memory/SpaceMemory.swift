import CRsyscall

/// The part of a space that frames and the mailboxes of children are allocated from.
final class SpaceMemory: SharedMemory {
    let space: SharedSpace
    let doorbell: Doorbell
    private let heap = BlockHeap()
    /// The bell, which is open as long as a process of the space can be reached.
    private let bell: SpaceBell
    /// The number of the bell's other end in the table of the process, and of each child that it makes.
    private let ringer: FileDescriptorNumber

    /// How much of the space it has.
    private static let byteCount = 64 << 20

    /// - Parameter ours: The connection to our own process.
    init(
        _ space: SharedSpace, _ doorbell: Doorbell, _ bell: SpaceBell, ringer: FileDescriptorNumber,
        ours: any ProcessConnection, pageSize: Int
    ) throws {
        self.space = space
        self.doorbell = doorbell
        self.bell = bell
        self.ringer = ringer
        let range = try MemoryRange(
            address: Address(UInt(bitPattern: space.start) + UInt(SharedSpace.reserved)),
            length: Self.byteCount, pageSize: pageSize)
        heap.addForever(
            MappedRegion(range: range, space: AddressSpace(), members: SpaceMembers(ours), isDirect: false),
            base: range.address, length: range.length)
    }

    func take(_ byteCount: Int) -> FrameBlock? {
        // To a copy of our process, what the original has taken since looks free.
        guard !CopiedProcess.isThis, let block = heap.allocate(size: byteCount, alignment: Frame.alignment),
            let start = UnsafeMutableRawPointer(bitPattern: block.pointer.pointee.address)
        else { return nil }
        return FrameBlock(start: start, shift: space.shift, name: UInt(bitPattern: block.pointer))
    }

    func giveBack(_ name: UInt) {
        guard let block = UnsafeMutablePointer<Block>(bitPattern: name) else { return }
        // The heap keeps its only arena.
        _ = heap.free(BlockReference(block))
    }

    /// Ends the stream that the processes of the space don't outlive, if the bell is one.
    func hangUp() { bell.hangUp() }

    var ring: Step {
        // The bytes are of no interest.
        Step(.write, (ringer.register, UInt(bitPattern: space.start) &+ space.shift, 8, 0, 0, 0))
    }

    /// What pointers are taken from: the rest of the space, as the process sees it.
    func rest(pageSize: Int) throws -> (range: MemoryRange, start: UnsafeMutableRawPointer) {
        let offset = SharedSpace.reserved + Self.byteCount
        let start = space.start + offset
        let range = try MemoryRange(
            address: Address(UInt(bitPattern: start) &+ space.shift), length: space.size - offset,
            pageSize: pageSize)
        return (range, start)
    }
}

extension SpaceMemory: SharedNursery {
    var childEntry: UInt { space.childEntry }

    // Our life is not in its memory.
    var parentLife: Address { .null }

    // The kernel would clear the word by which children know whether to ring.
    var seesDepartures: Bool { false }

    var sharedMemory: (any SharedMemory)? { self }

    func takePlace() throws(AllocationError) -> ChildPlace {
        let place = try SpacePlace(in: self)
        return ChildPlace(start: place.start, shift: space.shift, storage: place)
    }
}

/// The room of a child in a space.
private final class SpacePlace: @unchecked Sendable {
    // Sound because nothing changes the pointer.
    let start: UnsafeMutableRawPointer
    private let block: FrameBlock
    private let memory: SpaceMemory

    private static let stackSize = 8192

    init(in memory: SpaceMemory) throws(AllocationError) {
        let size = Self.stackSize + MemoryLayout<rsyscall_child>.size
        guard let block = memory.take(size + 64) else { throw .refused(size: size, .noMemory) }
        self.memory = memory
        self.block = block
        // On a line of its own, as both sides poll there.
        let start = (UInt(bitPattern: block.start) + UInt(Self.stackSize) + 63) & ~63
        self.start = block.start + Int(start - UInt(bitPattern: block.start))
        self.start.initializeMemory(
            as: UInt8.self, repeating: 0, count: MemoryLayout<rsyscall_child>.size)
    }

    deinit { memory.giveBack(block.name) }
}
