import SystemPackage

/// A received message: its bytes, its sender's address, and its control messages; see `recvmsg(2)`.
@frozen
public struct ReceivedMessage: ~Copyable, Sendable {
    /// The bytes.
    public let bytes: [UInt8]
    /// The number of bytes; with ``MSG/trunc``, that of the whole datagram, which may be longer than ``bytes``.
    public let length: Int
    /// The address of the sender, which is empty on a connection.
    public let address: SockaddrStorage
    /// Flags of the received message, such as ``MSG/trunc`` or ``MSG/eor``.
    public let flags: MSG
    /// The control messages.
    public let control: ReceivedControl

    init(_ header: MessageHeader, owner: DescriptorOwner) {
        bytes = header.bytes
        length = header.length
        address = header.address
        flags = header.flags
        control = ReceivedControl(header.control, owner: owner)
    }

    /// Returns the descriptors that came with the message, and closes a pidfd that did.
    public consuming func takeDescriptors() -> DescriptorList { control.descriptors }

    /// Returns the message, or closes its descriptors if some of its control messages are lost.
    ///
    /// - Throws: ``Refused`` with the bytes, because of `EMSGSIZE`.
    consuming func checked(_ call: SYS, in process: ProcessID) throws -> ReceivedMessage {
        guard flags.contains(.ctrunc) else { return self }
        throw Refused(SyscallError(controlTruncatedBy: call, in: process), operand: bytes)
    }
}

extension SyscallError {
    /// The error of a message whose control messages found no room.
    init(controlTruncatedBy call: SYS, in process: ProcessID) {
        self.init(errno: .messageTooLong, call: call.name, arguments: ["MSG_CTRUNC"], process: process)
    }
}

extension ReceivedMessage: CallResult {
    /// Always `true`.
    public static var ownsResources: Bool { true }

    /// Takes over the message that the call wrote.
    ///
    /// - Throws: ``Refused`` with the bytes if control messages found no room, or ``AllocationError``.
    public init(_ outcome: borrowing CallOutcome) throws {
        let header = try MessageHeader(outcome)
        self = try ReceivedMessage(header, owner: DescriptorOwner(outcome))
            .checked(.recvmsg, in: outcome.process.pid)
    }
}

/// What a call wrote into a `struct msghdr` and the room behind it.
struct MessageHeader {
    let bytes: [UInt8]
    let length: Int
    let address: SockaddrStorage
    let flags: MSG
    let control: ControlNumbers

    init(_ outcome: borrowing CallOutcome) throws {
        try self.init(outcome, header: 0, length: outcome.result, room: MsghdrLayout.multipleByteCount)
    }

    /// Reads the header at an offset, of a message of `length` bytes or of as many as it has itself, and the room that
    /// was placed for it.
    init(
        _ outcome: borrowing CallOutcome, header: Int, length: Int? = nil, room place: Int
    ) throws(MemoryDecodingError) {
        let start = try outcome.bytes(MsghdrLayout.multipleByteCount, at: header)
        let room = try MessageRoom(in: outcome, at: place)
        let ownLength = Int(start.load(fromByteOffset: MsghdrLayout.length, as: UInt32.self))
        self.length = length ?? ownLength
        let nameLength = Int(start.load(fromByteOffset: MsghdrLayout.nameLength, as: UInt32.self))
        address = SockaddrStorage(
            decoding: try outcome.bytes(
                min(nameLength, SockaddrStorage.mostBytes), at: place + MessageRoom.nameOffset
            ).bytes)
        flags = MSG(rawValue: start.load(fromByteOffset: MsghdrLayout.flags, as: CInt.self))
        let controlLength = start.load(fromByteOffset: MsghdrLayout.controlLength, as: Int.self)
        control = try ControlNumbers(
            decoding: outcome.bytes(
                max(0, min(controlLength, room.control)), at: place + MessageRoom.controlOffset
            ).bytes)
        bytes = Array(try outcome.bytes(min(self.length, room.bytes), at: place + room.bytesOffset))
    }
}
