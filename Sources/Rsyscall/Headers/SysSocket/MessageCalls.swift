extension OwnedFileDescriptor {
    /// Sends a message with control messages, such as descriptors: `sendmsg(2)`.
    ///
    /// The bytes are a value, a pointer, or an ``IovecList``. On a stream, control messages need at least one byte that
    /// they go with. The receiver gets descriptors of its own, so those in `control` may be closed afterward.
    ///
    /// - Returns: The number of bytes that were sent, which may be fewer on a stream.
    /// - Throws: `EINVAL` if a control message is wrong or there are more than 253 descriptors, `EPERM` for the
    ///   credentials of others without permission, `ETOOMANYREFS` if too many descriptors are under way, or the errors
    ///   of `sendto`; ``Mismatch`` if a descriptor isn't in the table of the process.
    public func sendmsg(
        _ data: borrowing some MessageData & ~Copyable, _ control: borrowing ControlMessages,
        _ flags: MSG = []
    ) async throws -> Int {
        try await process.syscall(
            .sendmsg, self, OutgoingMessage(data.content(Seal()), control.content),
            flags.withoutSignal(in: .sendmsg))
    }

    /// Sends a message with control messages to an address: `sendmsg(2)`.
    public func sendmsg(
        _ data: borrowing some MessageData & ~Copyable, to address: borrowing some SockaddrInput,
        _ control: borrowing ControlMessages, _ flags: MSG = []
    ) async throws -> Int {
        try await process.syscall(
            .sendmsg, self,
            OutgoingMessage(data.content(Seal()), to: address.content(Seal()), control.content),
            flags.withoutSignal(in: .sendmsg))
    }

    /// Sends a message that hands over a descriptor, which stays open here: `sendmsg(2)`.
    public func sendmsg(
        _ data: borrowing some MessageData & ~Copyable, passing descriptor: borrowing OwnedFileDescriptor,
        _ flags: MSG = []
    ) async throws -> Int {
        let number = NumberInTable(number: descriptor.number, table: descriptor.table)
        return try await process.syscall(
            .sendmsg, self,
            OutgoingMessage(data.content(Seal()), ControlContent(descriptors: [number])),
            flags.withoutSignal(in: .sendmsg))
    }

    /// Sends a message that hands over descriptors, which stay open here: `sendmsg(2)`.
    public func sendmsg(
        _ data: borrowing some MessageData & ~Copyable, passing descriptors: borrowing DescriptorList,
        _ flags: MSG = []
    ) async throws -> Int {
        try await process.syscall(
            .sendmsg, self,
            OutgoingMessage(data.content(Seal()), ControlContent(descriptors: descriptors.numbers)),
            flags.withoutSignal(in: .sendmsg))
    }

    /// Receives a message of at most `count` bytes, with its control messages: `recvmsg(2)`.
    ///
    /// Descriptors that come with it are close-on-exec, unless `closeOnExec` is `false`. There is room for all that one
    /// message can hand over, unless `controlSize` says how many bytes to have.
    ///
    /// - Throws: ``Refused`` with the bytes, because of `EMSGSIZE`, if some control messages are lost since they found
    ///   no room or the process can have no more descriptors: those that came are closed. Also the errors of
    ///   ``recv(upTo:_:)``.
    public func recvmsg(
        upTo count: Int, controlSize: Int? = nil, _ flags: MSG = [], closeOnExec: Bool = true
    ) async throws -> ReceivedMessage {
        try await process.syscall(
            .recvmsg, self,
            MessageRoom(bytes: count, control: controlSize ?? MessageRoom.usualControl, flags),
            flags.closing(onExec: closeOnExec))
    }

    /// Receives a message into the first part of `buffer`, with control messages in that of `control`: `recvmsg(2)`.
    ///
    /// - Throws: The errors of the other form; ``Refused`` has the part of the buffer that was filled.
    public func recvmsg(
        into buffer: inout Pointer<Bytes>, control: inout Pointer<ReceivedControl>, _ flags: MSG = [],
        closeOnExec: Bool = true, file: StaticString = #fileID, line: UInt = #line
    ) async throws -> FilledMessage {
        if flags.mayDiscard { try await buffer.clear() }
        let received: ReceivedHeader = try await process.syscall(
            .recvmsg, self, PointedMessage(buffer, control), flags.closing(onExec: closeOnExec))
        let bytes = try buffer.takeFilled(min(received.length, buffer.size))
        let linear = try control.takeLinear(
            min(received.controlLength, control.size), of: received.owner, file: file, line: line)
        guard received.flags.contains(.ctrunc) else {
            return FilledMessage(received, bytes: bytes, control: linear)
        }
        // What it holds is closed as it is dropped.
        try control.merge(before: try await linear.read().memory)
        throw Refused(SyscallError(controlTruncatedBy: .recvmsg, in: process.pid), operand: bytes)
    }

    /// Sends several messages, and returns how many of them were sent: `sendmmsg(2)`.
    ///
    /// - Throws: The errors of `sendmsg` for the first message. If another one is refused, those before it are sent.
    public func sendmmsg(_ messages: borrowing MessageList, _ flags: MSG = []) async throws -> Int {
        try await process.syscall(
            .sendmmsg, self, OutgoingMessages(messages), messages.count, flags.withoutSignal(in: .sendmmsg))
    }

    /// Receives up to `count` messages of at most `size` bytes each: `recvmmsg(2)`.
    ///
    /// It waits for the first, and without ``MSG/waitforone`` for all of them. For control messages, `controlSize` says
    /// how many bytes each message has room for. Descriptors are close-on-exec, unless `closeOnExec` is `false`.
    ///
    /// - Throws: The errors of ``recv(upTo:_:)``.
    public func recvmmsg(
        _ count: Int, upTo size: Int, controlSize: Int = 0, _ flags: MSG = .waitforone,
        closeOnExec: Bool = true
    ) async throws -> ReceivedMessages {
        try await process.syscall(
            .recvmmsg, self,
            MessageRooms(count: count, MessageRoom(bytes: size, control: controlSize, flags)),
            count, flags.closing(onExec: closeOnExec), Address.null)
    }
}
