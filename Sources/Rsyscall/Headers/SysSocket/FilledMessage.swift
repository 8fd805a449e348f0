/// A message received into the caller's buffers; see `recvmsg(2)`.
@frozen
public struct FilledMessage: ~Copyable, Sendable {
    /// The part of the buffer that was filled.
    public let bytes: ReadablePointer<Bytes>
    /// The number of bytes; with ``MSG/trunc``, that of the whole datagram, which may be longer than ``bytes``.
    public let length: Int
    /// The address of the sender, which is empty on a connection.
    public let address: SockaddrStorage
    /// Flags of the received message, such as ``MSG/trunc`` or ``MSG/eor``.
    public let flags: MSG
    /// The control messages, which can be read once.
    public let control: LinearPointer<ReceivedControl>

    init(
        _ received: ReceivedHeader, bytes: consuming ReadablePointer<Bytes>,
        control: consuming LinearPointer<ReceivedControl>
    ) {
        self.bytes = bytes
        length = received.length
        address = received.address
        flags = received.flags
        self.control = control
    }
}

/// What a call wrote into a `struct msghdr` whose buffers are pointers.
struct ReceivedHeader: CallResult {
    let length: Int
    let address: SockaddrStorage
    let flags: MSG
    let controlLength: Int
    let owner: DescriptorOwner

    init(_ outcome: borrowing CallOutcome) {
        let output = outcome.output
        length = outcome.result
        let nameLength = Int(output.load(fromByteOffset: MsghdrLayout.nameLength, as: UInt32.self))
        address = SockaddrStorage(
            decoding: UnsafeRawBufferPointer(
                start: output + PointedMessage.nameOffset, count: min(nameLength, SockaddrStorage.mostBytes)
            ).bytes)
        flags = MSG(rawValue: output.load(fromByteOffset: MsghdrLayout.flags, as: CInt.self))
        controlLength = max(0, output.load(fromByteOffset: MsghdrLayout.controlLength, as: Int.self))
        owner = DescriptorOwner(outcome)
    }
}

/// A `struct msghdr` in the frame whose buffers are pointers, for as long as these are borrowed.
struct PointedMessage: CallArgument {
    typealias Placement = InMemory<Bytes>

    private let bytes: RoomArgument
    private let byteCount: Int
    private let control: RoomArgument
    private let controlCount: Int

    private static let vectorOffset = MsghdrLayout.multipleByteCount
    static let nameOffset = vectorOffset + MsghdrLayout.iovecByteCount

    init(_ bytes: borrowing Pointer<Bytes>, _ control: borrowing Pointer<ReceivedControl>) {
        self.bytes = bytes.room
        byteCount = bytes.size
        self.control = control.room
        controlCount = control.size
    }

    static var usesFrame: Bool { true }

    var traced: String { "{msg_iovlen=1, msg_controllen=\(controlCount)}" }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let bytes = try bytes.place(in: &frame, for: process, Seal())
        let control = try control.place(in: &frame, for: process, Seal())
        let operand = try frame.reserveOutput(Self.nameOffset + SockaddrStorage.mostBytes)
        let start = frame.output
        (frame.base + start).initializeMemory(as: UInt8.self, repeating: 0, count: Self.nameOffset)
        frame.relocate(start + MsghdrLayout.name, to: start + Self.nameOffset)
        frame.base.storeBytes(
            of: UInt32(SockaddrStorage.mostBytes), toByteOffset: start + MsghdrLayout.nameLength,
            as: UInt32.self)
        frame.relocate(start + MsghdrLayout.vector, to: start + Self.vectorOffset)
        frame.store(1, at: start + MsghdrLayout.vectorCount)
        frame.store(Int(bitPattern: control.word), at: start + MsghdrLayout.control)
        frame.store(controlCount, at: start + MsghdrLayout.controlLength)
        frame.store(Int(bitPattern: bytes.word), at: start + Self.vectorOffset)
        frame.store(byteCount, at: start + Self.vectorOffset + 8)
        return operand
    }
}
