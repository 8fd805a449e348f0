import CRsyscall
import SystemPackage

extension TypedPointer: CallArgument
where Pointee: MemoryWritable & ~Copyable, State: ReadableState & ~Copyable {
    /// Memory that holds a pointee.
    public typealias Placement = InMemory<Pointee>

    /// Always `false`.
    @inlinable public static var usesFrame: Bool { false }

    /// Places the address, after a check that the call doesn't read past the value.
    public func place(
        in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>
    ) throws -> Operand {
        try memory.check(process.addressSpace)
        if !state.isKnown { try Pointee.checkReadable(memory, byteCount: size) }
        let operand = Operand.word(memory.start)
        guard Pointee.isNullTerminated, !rsyscall_paths_are_plain(), process.isThisProcess else {
            return operand
        }
        return operand.adding(ServedMounts.effectsOfAnyPath())
    }

    /// The value if it was written here, otherwise the address.
    public var traced: String { state.shownInTrace ?? memory.address.description }
}

extension TypedPointer: ValueArgument where Pointee: MemoryWritable, State: ReadableState & ~Copyable {
    /// The pointee.
    public typealias Value = Pointee

    /// The size of the value.
    public func byteCount(for process: LinuxProcess, _ seal: Seal<Self>) -> Int {
        state.initializedByteCount(of: memory)
    }
}

extension TypedPointer: PathArgument
where Pointee: PathArgument<Pointee> & NullTerminated, State: ReadableState & ~Copyable {
    /// The pointee.
    public typealias Text = Pointee
}

extension TypedPointer: StringArgument
where Pointee: StringArgument<Pointee> & NullTerminated, State: ReadableState & ~Copyable {
    /// The pointee.
    public typealias Text = Pointee
}

/// Memory that a call fills, or a part of it from an offset on, for as long as its pointer is borrowed.
struct RoomArgument: CallArgument {
    typealias Placement = InMemory<Bytes>

    private let start: UInt
    // Sound because the pointer, which holds the space, is borrowed for longer than this lives.
    // A counted reference crashes the optimizer of Swift 6.3.1.
    private unowned(unsafe) let space: AddressSpace

    init(_ memory: borrowing OwnedMemory, offset: Int = 0) {
        start = memory.start + UInt(offset)
        space = memory.space
    }

    static var usesFrame: Bool { false }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        guard process.addressSpace === space else {
            throw Mismatch(.addressSpace, process: process.addressSpace, handle: space)
        }
        return .word(start)
    }

    var traced: String { Address(start).description }
}

extension TypedPointer where Pointee: ~Copyable, State == Uninitialized {
    /// All its bytes, for a call that fills some of them and takes their number as an argument.
    var room: RoomArgument { RoomArgument(memory) }
}

extension TypedPointer where Pointee: FixedSize & ~Copyable, State == Uninitialized {
    /// Room for one value.
    ///
    /// - Throws: ``PointerError/valueTooLong(byteCount:size:)`` if the memory is shorter than that.
    var roomForOne: RoomArgument {
        get throws(PointerError) {
            try memory.checkRoom(Pointee.byteCount)
            return room
        }
    }

    /// The room for what lies `offset` bytes into the one value that ``roomForOne`` is the room for.
    func roomPart(offset: Int) -> RoomArgument { RoomArgument(memory, offset: offset) }

    /// Takes the one value that `call` has filled; the variable keeps the rest.
    mutating func takeOne(after call: Void) throws(PointerError) -> ReadablePointer<Pointee> {
        try takeFilled(Pointee.byteCount)
    }
}

extension OwnedMemory {
    /// - Throws: ``PointerError/valueTooLong(byteCount:size:)`` if the kernel would write more bytes than these.
    func checkRoom(_ count: Int) throws(PointerError) {
        guard size >= count else { throw .valueTooLong(byteCount: count, size: size) }
    }
}
