import CRsyscall
import Synchronization
import SystemPackage

/// Memory of one address space, mapped as it is needed and handed out in pieces.
@usableFromInline
final class MemoryAllocator: Sendable {
    @usableFromInline let space: AddressSpace
    let members: SpaceMembers
    /// Which of its memory we can touch.
    @usableFromInline let window: MemoryWindow
    @usableFromInline let heap = BlockHeap()
    let pageSize: Int
    /// What keeps the window mapped.
    private let shared: (any AnyObject & Sendable)?
    /// The size of the next arena in bytes: twice that of the last one, since each costs a round trip.
    private let nextArena = Guarded(firstArena)

    private static let firstArena = 1 << 20
    private static let largestArena = 64 << 20

    init(space: AddressSpace, connection: any ProcessConnection, pageSize: Int) {
        self.space = space
        members = SpaceMembers(connection)
        window = connection.sharesOurMemory ? .everything : .nothing
        self.pageSize = pageSize
        shared = nil
    }

    /// Creates the allocator of a process with memory of its own, which first hands out what it shares with us.
    init(
        space: AddressSpace, connection: any ProcessConnection, pageSize: Int, sharing range: MemoryRange,
        at start: UnsafeMutableRawPointer, of shared: any AnyObject & Sendable
    ) {
        self.space = space
        members = SpaceMembers(connection)
        self.pageSize = pageSize
        self.shared = shared
        window = MemoryWindow(
            range.address.rawValue, length: UInt(range.length), at: UInt(bitPattern: start))
        heap.addForever(
            MappedRegion(range: range, space: space, members: members, isDirect: false),
            base: range.address, length: range.length)
    }

    /// Allocates `size` bytes at a multiple of `alignment`.
    @inlinable
    func allocate(size: Int, alignment: Int) async throws -> OwnedMemory {
        if let memory = try allocateAtOnce(size: size, alignment: alignment) { return memory }
        return try await allocateGrowing(size: size, alignment: alignment)
    }

    /// Allocates `size` bytes at a multiple of `alignment`, or returns `nil` if that much is not mapped yet.
    @usableFromInline
    func allocateAtOnce(size: Int, alignment: Int) throws -> OwnedMemory? {
        guard size >= 0 else { throw AllocationError.negativeSize(size) }
        guard alignment > 0, alignment & (alignment - 1) == 0 else {
            throw AllocationError.alignmentNotPowerOfTwo(alignment)
        }
        guard size > 0 else { return OwnedMemory(emptyIn: self) }
        guard let block = heap.allocate(size: size, alignment: alignment) else { return nil }
        return OwnedMemory(block, size: size, in: self)
    }

    @usableFromInline
    func allocateGrowing(size: Int, alignment: Int) async throws -> OwnedMemory {
        while true {
            try await grow(size: size, alignment: alignment)
            if let block = heap.allocate(size: size, alignment: alignment) {
                return OwnedMemory(block, size: size, in: self)
            }
        }
    }

    /// Hands out a whole mapping.
    func adopt(_ region: MappedRegion) -> OwnedMemory {
        let length = region.range.length
        guard length > 0 else { return OwnedMemory(emptyIn: self) }
        let block = heap.adopt(region, base: region.range.address, length: length)
        return OwnedMemory(block, size: length, in: self, shownBy: region)
    }

    private func grow(size: Int, alignment: Int) async throws {
        // An arena starts at a page, so only a larger alignment can cost bytes; and the allocator finds
        // a block only if it is a sixteenth larger than what it looks for, since its bins are that coarse.
        let (padded, overflow) = size.addingReportingOverflow(
            size / 16 + alignment + alignment / 16 + pageSize)
        guard !overflow, padded < Int.max / 2 else {
            throw AllocationError.tooLarge(size: size, alignment: alignment)
        }
        let least = (padded + pageSize - 1) & ~(pageSize - 1)
        let usual = nextArena.withLock { $0 }
        do {
            try await addArena(max(least, usual), for: size)
        } catch let refused as AllocationError {
            // Little memory may be left, but enough for this.
            guard least < usual else { throw refused }
            return try await addArena(least, for: size)
        }
        nextArena.withLock { $0 = min(max($0, usual * 2), Self.largestArena) }
    }

    private func addArena(_ length: Int, for size: Int) async throws {
        let call = Step(
            .mmap,
            (
                0, UInt(length), UInt(PROT_READ | PROT_WRITE), UInt(MAP_PRIVATE | MAP_ANONYMOUS),
                UInt(bitPattern: -1), 0
            ))
        let result =
            if let atOnce = members.first.callAtOnce(call) {
                atOnce
            } else {
                try await members.ask { (process) async throws(Hangup) in try await process.call(call) }
            }
        guard !SyscallResult.isRefusal(result) else {
            throw AllocationError.refused(size: size, Errno(rawValue: CInt(-result)))
        }
        let address = Address(UInt(bitPattern: result))
        let region = MappedRegion(
            range: try MemoryRange(address: address, length: length, pageSize: pageSize), space: space,
            members: members, isDirect: window.isEverything)
        heap.addArena(region, base: address, length: length)
    }
}
