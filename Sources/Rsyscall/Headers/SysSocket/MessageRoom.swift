/// Room in a call's frame for a message to receive: `struct msghdr`, `struct iovec`, the address, the control messages
/// and the bytes, one after another.
struct MessageRoom: CallArgument, Sendable {
    typealias Placement = InMemory<Bytes>

    /// The size of the room for bytes.
    let bytes: Int
    /// The size of the room for control messages.
    let control: Int
    /// Whether the room for bytes starts with zeros, since the call may not write what it says.
    private let isCleared: Bool

    /// The room that the descriptors take which one message can hand over, and the sender's credentials and pidfd.
    static let usualControl =
        CmsgLayout.space(253 * MemoryLayout<CInt>.size) + CmsgLayout.space(Ucred.byteCount)
        + CmsgLayout.space(MemoryLayout<CInt>.size)

    // What is behind the header: `struct iovec`, the size of the room for control messages, the address, the control
    // messages, and the bytes.
    private static let sizeOffset = 8
    private static let controlSizeOffset = MsghdrLayout.iovecByteCount
    static let nameOffset = controlSizeOffset + Frame.alignment
    static let controlOffset = nameOffset + SockaddrStorage.mostBytes
    var bytesOffset: Int { Self.controlOffset + (control + 15) & ~15 }
    /// How many bytes there are behind the header.
    var byteCount: Int { bytesOffset + (bytes + 15) & ~15 }

    /// - Throws: ``AllocationError`` if there can't be so much room.
    init(bytes: Int, control: Int, _ flags: MSG = []) throws(AllocationError) {
        guard bytes >= 0 else { throw .negativeSize(bytes) }
        guard control >= 0 else { throw .negativeSize(control) }
        guard bytes < Int.max / 8, control < Int.max / 8 else {
            throw .tooLarge(size: max(bytes, control), alignment: Frame.alignment)
        }
        try ValueRoom.check(bytes)
        self.bytes = bytes
        self.control = control
        isCleared = flags.mayDiscard
    }

    /// The room that was placed at an offset.
    ///
    /// - Throws: ``MemoryDecodingError`` if it isn't there anymore.
    init(in outcome: borrowing CallOutcome, at offset: Int) throws(MemoryDecodingError) {
        let start = try outcome.bytes(Self.nameOffset, at: offset)
        bytes = start.load(fromByteOffset: Self.sizeOffset, as: Int.self)
        control = start.load(fromByteOffset: Self.controlSizeOffset, as: Int.self)
        isCleared = false
        _ = try outcome.bytes(bytes)
        _ = try outcome.bytes(control)
    }

    static var usesFrame: Bool { true }

    var traced: String { "{msg_iovlen=1, msg_controllen=\(control)}" }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let operand = try frame.reserveOutput(MsghdrLayout.multipleByteCount + byteCount)
        fill(&frame, header: frame.output, at: frame.output + MsghdrLayout.multipleByteCount)
        return operand
    }

    /// Fills a header, for the room that is at `start`.
    func fill(_ frame: inout Frame, header: Int, at start: Int) {
        (frame.base + header).initializeMemory(
            as: UInt8.self, repeating: 0, count: MsghdrLayout.multipleByteCount)
        (frame.base + start).initializeMemory(as: UInt8.self, repeating: 0, count: Self.nameOffset)
        if isCleared {
            (frame.base + start + bytesOffset).initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        }
        frame.relocate(header + MsghdrLayout.name, to: start + Self.nameOffset)
        frame.base.storeBytes(
            of: UInt32(SockaddrStorage.mostBytes), toByteOffset: header + MsghdrLayout.nameLength,
            as: UInt32.self)
        frame.relocate(header + MsghdrLayout.vector, to: start)
        frame.store(1, at: header + MsghdrLayout.vectorCount)
        if control > 0 {
            frame.relocate(header + MsghdrLayout.control, to: start + Self.controlOffset)
            frame.store(control, at: header + MsghdrLayout.controlLength)
        }
        frame.relocate(start, to: start + bytesOffset)
        frame.store(bytes, at: start + Self.sizeOffset)
        frame.store(control, at: start + Self.controlSizeOffset)
    }
}

/// Room in a call's frame for several messages to receive: how many there are, the size of the room of each, an array of
/// `struct mmsghdr`, and the rooms.
struct MessageRooms: CallArgument, Sendable {
    typealias Placement = InMemory<Bytes>

    private let count: Int
    private let room: MessageRoom

    /// `UIO_MAXIOV`: how many messages one call receives at most.
    static let most = 1024

    /// - Throws: ``AllocationError`` if there can't be so much room.
    init(count: Int, _ room: MessageRoom) throws(AllocationError) {
        guard count >= 0 else { throw .negativeSize(count) }
        let count = min(count, Self.most)
        guard room.byteCount < Int.max / 8 / Self.most else {
            throw .tooLarge(size: room.bytes, alignment: Frame.alignment)
        }
        try ValueRoom.check(count * room.byteCount)
        self.count = count
        self.room = room
    }

    static var usesFrame: Bool { true }

    var traced: String { "[/* \(count) messages */]" }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let header = MsghdrLayout.multipleByteCount
        _ = try frame.reserveOutput(Frame.alignment + count * (header + room.byteCount))
        let start = frame.output + Frame.alignment
        frame.store(count, at: frame.output)
        frame.store(room.byteCount, at: frame.output + 8)
        for index in 0..<count {
            room.fill(
                &frame, header: start + index * header, at: start + count * header + index * room.byteCount)
        }
        return .frame(start)
    }

    /// The offsets of the headers of all received messages and their rooms, in what a call wrote.
    ///
    /// - Throws: ``MemoryDecodingError`` if there was no room for so many.
    static func messages(
        in outcome: borrowing CallOutcome
    ) throws(MemoryDecodingError) -> [(header: Int, room: Int)] {
        let start = try outcome.bytes(Frame.alignment)
        let (count, size) = (start.load(as: Int.self), start.load(fromByteOffset: 8, as: Int.self))
        _ = try outcome.bytes(size)
        guard (0...most).contains(count), (0...count).contains(outcome.result) else {
            throw .truncated(offset: 0, needed: outcome.result, available: count)
        }
        let (headers, header) = (Frame.alignment, MsghdrLayout.multipleByteCount)
        return (0..<outcome.result).map { index in
            (headers + index * header, headers + count * header + index * size)
        }
    }
}
