import Glibc
import SystemPackage

/// A block of memory that travels with a call or a program, which the calls read and fill besides the caller's own
/// pointers.
///
/// Arguments place themselves in it. Places are named by their offsets, since only the connection knows the address
/// that the block will have.
public struct Frame: ~Copyable {
    @usableFromInline var base: UnsafeMutableRawPointer
    /// How many bytes have been placed or reserved.
    @usableFromInline var count = 0
    /// A multiple of the alignment, so that what is placed still fits after its end is rounded up.
    @usableFromInline var capacity: Int
    /// Whether the block is freed when the frame is dropped.
    @usableFromInline var isOwned: Bool
    /// Whether the bytes are sent elsewhere, so that reserved bytes must not hold earlier contents.
    @usableFromInline let travels: Bool
    /// The memory that the block is taken from, if that isn't all of ours.
    @usableFromInline var room: FrameRoom?
    /// Where the room for the call's output starts.
    @usableFromInline var output = 0
    /// What is noted of parts of the frame.
    @usableFromInline var notes: [Note]

    @usableFromInline
    struct Note: Sendable {
        @usableFromInline
        enum Kind: Sendable {
            /// A word that is to hold the address of another place, whose offset is the value.
            case address
            /// Bytes that a call may overwrite, as many as the value.
            case output
            /// Bytes that a call may overwrite and doesn't read, as many as the value.
            case room
        }

        @usableFromInline let kind: Kind
        @usableFromInline let offset: Int
        @usableFromInline let value: Int
    }

    @usableFromInline static let alignment = 16

    /// An empty frame in borrowed memory, which must outlive it.
    @inlinable
    init(in memory: UnsafeMutableRawPointer, capacity: Int) {
        base = memory
        self.capacity = capacity & ~(Self.alignment - 1)
        isOwned = false
        travels = false
        room = nil
        notes = []
    }

    /// An empty frame that takes memory once something is placed in it.
    @inlinable
    init(travels: Bool = false, in room: FrameRoom? = nil) {
        // Never used, since the capacity is 0.
        base = UnsafeMutableRawPointer(bitPattern: Self.alignment).unsafelyUnwrapped
        capacity = 0
        isOwned = false
        self.travels = travels
        self.room = room
        notes = []
    }

    @inlinable
    deinit {
        if isOwned { Frame.giveBack(base) }
    }
}

/// Memory that we share with another process, and the block of it that a frame has, if any.
@usableFromInline
final class FrameRoom: Sendable {
    private let memory: any SharedMemory
    private let block: FrameBlock?

    /// Room for frames that have no block yet.
    init(_ memory: any SharedMemory) {
        self.memory = memory
        block = nil
    }

    private init(_ memory: any SharedMemory, _ block: FrameBlock) {
        self.memory = memory
        self.block = block
    }

    deinit {
        if let block { memory.giveBack(block.name) }
    }

    /// The address of the block here.
    var start: UnsafeMutableRawPointer? { block?.start }

    /// What must be added to an address here to get the one that the same byte has in the process.
    @usableFromInline var shift: UInt { block?.shift ?? 0 }

    /// Takes a block of `byteCount` bytes, and copies the first `count` of this one's to it.
    ///
    /// - Returns: `nil` if there is no such block.
    func grown(to byteCount: Int, keeping count: Int) -> FrameRoom? {
        guard let larger = memory.take(byteCount) else { return nil }
        if let block { larger.start.copyMemory(from: block.start, byteCount: count) }
        return FrameRoom(memory, larger)
    }
}

/// A block of memory that we share with another process.
struct FrameBlock: @unchecked Sendable {
    // Sound because nothing changes the pointer, and the bytes are its owner's.
    let start: UnsafeMutableRawPointer
    /// What must be added to an address here to get the one that the same byte has in the process.
    let shift: UInt
    /// What it is given back by.
    let name: UInt
}

extension Frame {
    /// Reserves `size` bytes for a call to fill.
    ///
    /// - Returns: Their offset.
    /// - Throws: ``AllocationError``.
    @inlinable
    mutating func reserve(_ size: Int) throws(AllocationError) -> Int {
        let offset = try reserveRaw(size)
        if travels { (base + offset).initializeMemory(as: UInt8.self, repeating: 0, count: count - offset) }
        return offset
    }

    /// Reserves `size` bytes that are all written before they are sent.
    ///
    /// - Returns: Their offset.
    /// - Throws: ``AllocationError``.
    mutating func reserveToFill(_ size: Int) throws(AllocationError) -> Int {
        let offset = try reserveRaw(size)
        let end = offset + size
        if travels { (base + end).initializeMemory(as: UInt8.self, repeating: 0, count: count - end) }
        return offset
    }

    @inlinable
    mutating func reserveRaw(_ size: Int) throws(AllocationError) -> Int {
        let offset = count
        if size > capacity - offset || size < 0 { try grow(by: size) }
        count = (offset + size + Self.alignment - 1) & ~(Self.alignment - 1)
        return offset
    }

    /// Reserves the room for the call's output.
    ///
    /// - Throws: ``AllocationError``.
    @inlinable
    mutating func reserveOutput(_ size: Int) throws(AllocationError) -> Operand {
        output = try reserve(size)
        if travels { note(.output, at: output, size) }
        return .frame(output)
    }

    /// Reserves the room for an output of which the call reads nothing.
    ///
    /// - Throws: ``AllocationError``.
    mutating func reserveRoom(_ size: Int) throws(AllocationError) {
        output = try reserveRaw(size)
        if travels { note(.room, at: output, size) }
    }

    /// Makes the `size` bytes that are placed next the call's output too.
    mutating func expectOutput(_ size: Int) {
        output = count
        if travels { note(.output, at: output, size) }
    }

    /// What has been placed so far.
    var mark: (count: Int, notes: Int) { (count, notes.count) }

    /// Forgets what was placed after `mark`.
    mutating func rewind(to mark: (count: Int, notes: Int)) {
        count = mark.count
        notes.removeLast(notes.count - mark.notes)
    }

    @usableFromInline
    mutating func note(_ kind: Note.Kind, at offset: Int, _ value: Int) {
        // As many as a message has, so that the array grows once.
        if notes.isEmpty { notes.reserveCapacity(4) }
        notes.append(Note(kind: kind, offset: offset, value: value))
    }

    /// Makes the word at `offset` hold the address of `target`, once the frame's address is known.
    mutating func relocate(_ offset: Int, to target: Int) {
        note(.address, at: offset, target)
    }

    /// Writes the addresses that ``relocate(_:to:)`` noted, for a frame that doesn't move anymore.
    @inlinable
    func applyRelocations() {
        for note in notes where note.kind == .address {
            base.storeBytes(of: address &+ UInt(note.value), toByteOffset: note.offset, as: UInt.self)
        }
    }

    /// The frame's address, as the process that makes the calls has it.
    @inlinable var address: UInt { UInt(bitPattern: base) &+ (room?.shift ?? 0) }

    /// The first `size` bytes of the call's output.
    @inlinable
    func outputBytes(_ size: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + output, count: size)
    }

    @usableFromInline
    mutating func grow(by size: Int) throws(AllocationError) {
        guard size >= 0 else { throw .negativeSize(size) }
        guard size < Int.max / 4 - capacity else { throw .tooLarge(size: size, alignment: Self.alignment) }
        let larger = (max(capacity * 2, count + size, 512) + Self.alignment - 1) & ~(Self.alignment - 1)
        if let room {
            guard let grown = room.grown(to: larger, keeping: count), let start = grown.start else {
                throw .refused(size: size, .noMemory)
            }
            base = start
            self.room = grown
        } else {
            guard let start = Self.take(larger) else { throw .refused(size: size, .noMemory) }
            start.copyMemory(from: base, byteCount: count)
            if isOwned { Frame.giveBack(base) }
            base = start
            isOwned = true
        }
        capacity = larger
    }

    /// Takes the block out of the room, so that what the other process writes there from now on changes nothing.
    mutating func leaveRoom() {
        // Without memory it stays; what is decoded then may change meanwhile, as the memory of that process may.
        guard room != nil, capacity > 0, let start = Self.take(max(count, 1)) else { return }
        start.copyMemory(from: base, byteCount: count)
        base = start
        capacity = count
        isOwned = true
        room = nil
    }

    private static func take(_ size: Int) -> UnsafeMutableRawPointer? {
        // If the system doesn't have that much, malloc returns NULL, while Swift's allocation would end the process.
        // The memory is aligned for any C type, so to 16 bytes.
        ValueRoom.isInSystem(size) ? malloc(size) : nil
    }
}

extension Frame {
    @usableFromInline
    static func giveBack(_ memory: UnsafeMutableRawPointer) { free(memory) }
}
