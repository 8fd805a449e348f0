/// A part of memory that a call fills by several arguments, for as long as its pointer is borrowed.
struct RoomPart: CallArgument {
    private let start: UInt
    private let space: AddressSpace

    fileprivate init(_ memory: borrowing OwnedMemory, offset: Int) {
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

extension TypedPointer where Pointee: FixedSize & ~Copyable, State == Uninitialized {
    /// The room for what lies `offset` bytes into the one value that ``roomForOne`` is the room for.
    func roomPart(offset: Int) -> RoomPart { RoomPart(memory, offset: offset) }
}
