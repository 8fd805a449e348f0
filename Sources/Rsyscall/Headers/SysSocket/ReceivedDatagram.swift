/// What was received, and the address that it came from; see `recvfrom(2)`.
public struct ReceivedDatagram: Hashable, Sendable {
    /// The bytes.
    public let bytes: [UInt8]
    /// The address of the sender, which is empty on a connection.
    public let address: SockaddrStorage
    /// The number of bytes; with ``MSG/trunc``, that of the whole datagram, which may be longer than ``bytes``.
    public let length: Int
}

/// What was received into a buffer, and the address that it came from; see `recvfrom(2)`.
@frozen
public struct FilledDatagram: ~Copyable, Sendable {
    /// The part of the buffer that was filled.
    public let bytes: ReadablePointer<Bytes>
    /// The address of the sender, which is empty on a connection.
    public let address: SockaddrStorage
    /// The number of bytes; with ``MSG/trunc``, that of the whole datagram, which may be longer than ``bytes``.
    public let length: Int

    init(bytes: consuming ReadablePointer<Bytes>, address: SockaddrStorage, length: Int) {
        self.bytes = bytes
        self.address = address
        self.length = length
    }
}

/// How much was received, and from where.
struct ReceivedFrom: CallResult {
    let length: Int
    let address: SockaddrStorage

    init(_ outcome: borrowing CallOutcome) {
        length = outcome.result
        address = SockaddrStorage(outcome)
    }
}

/// Room in the frame for a datagram, behind that for the address that it came from.
struct DatagramRoom: CallArgument, Sendable {
    typealias Placement = InMemory<Bytes>

    private let byteCount: Int
    /// Whether the room starts with zeros, since the call may not write what it says.
    private let isCleared: Bool

    init(byteCount: Int, _ flags: MSG) {
        self.byteCount = byteCount
        isCleared = flags.mayDiscard
    }

    // The `socklen_t` of the address, the size of the room, the address, and the room.
    private static let sizeOffset = 8
    private static let addressOffset = Frame.alignment
    private static let bytesOffset = addressOffset + SockaddrStorage.mostBytes

    /// The room for the address.
    static var address: OutputPart { OutputPart(offset: addressOffset) }
    /// The `socklen_t` of the address.
    static var addressLength: OutputPart { .socketLength }

    static var usesFrame: Bool { true }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        guard byteCount >= 0 else { throw AllocationError.negativeSize(byteCount) }
        let (size, overflow) = byteCount.addingReportingOverflow(Self.bytesOffset)
        guard !overflow else {
            throw AllocationError.tooLarge(size: byteCount, alignment: Frame.alignment)
        }
        _ = try frame.reserveOutput(size)
        frame.base.storeBytes(
            of: UInt32(SockaddrStorage.mostBytes), toByteOffset: frame.output, as: UInt32.self)
        frame.base.storeBytes(of: byteCount, toByteOffset: frame.output + Self.sizeOffset, as: Int.self)
        if isCleared {
            (frame.base + frame.output + Self.bytesOffset)
                .initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        }
        return .frame(frame.output + Self.bytesOffset)
    }

    var traced: String { "?" }

    /// The bytes that a call wrote into the room.
    static func bytes(
        of outcome: borrowing CallOutcome
    ) throws(MemoryDecodingError) -> UnsafeRawBufferPointer {
        let room = outcome.output.load(fromByteOffset: sizeOffset, as: Int.self)
        return try outcome.bytes(min(outcome.result, room), at: bytesOffset)
    }
}

extension ReceivedDatagram: CallResult {
    /// The bytes and the address that the call wrote.
    ///
    /// - Throws: ``AllocationError`` if there is no memory for a copy.
    public init(_ outcome: borrowing CallOutcome) throws {
        let received = try DatagramRoom.bytes(of: outcome)
        try ValueRoom.check(received.count)
        bytes = Array(received)
        address = SockaddrStorage(outcome)
        length = outcome.result
    }
}
