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
        try self.init(
            at: outcome.output, length: outcome.result,
            room: outcome.output + MsghdrLayout.multipleByteCount)
    }

    /// Reads the header at `start`, of a message of `length` bytes, and the room that was placed for it.
    init(at start: UnsafeRawPointer, length: Int, room place: UnsafeRawPointer) throws {
        let room = MessageRoom(at: place)
        self.length = length
        let nameLength = Int(start.load(fromByteOffset: MsghdrLayout.nameLength, as: UInt32.self))
        address = SockaddrStorage(
            decoding: UnsafeRawBufferPointer(
                start: place + MessageRoom.nameOffset, count: min(nameLength, SockaddrStorage.mostBytes)
            ).bytes)
        flags = MSG(rawValue: start.load(fromByteOffset: MsghdrLayout.flags, as: CInt.self))
        let controlLength = start.load(fromByteOffset: MsghdrLayout.controlLength, as: Int.self)
        control = try ControlNumbers(
            decoding: UnsafeRawBufferPointer(
                start: place + MessageRoom.controlOffset, count: max(0, min(controlLength, room.control))
            ).bytes)
        bytes = Array(UnsafeRawBufferPointer(start: place + room.bytesOffset, count: min(length, room.bytes)))
    }
}
