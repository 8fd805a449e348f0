import DequeModule

/// Several messages for one call to send, which owns the descriptors that they hand over; see `sendmmsg(2)`.
public struct MessageList: ~Copyable, Sendable {
    private(set) var messages: [OutgoingMessage] = []
    private var controls = UniqueDeque<ControlMessages>()

    /// Creates an empty list.
    public init() {}

    /// The number of messages.
    public var count: Int { messages.count }

    /// Appends a message to the peer.
    public mutating func append(
        _ bytes: some Sequence<UInt8>, _ control: consuming ControlMessages = ControlMessages()
    ) {
        messages.append(OutgoingMessage(MessageContent(.value(Array(bytes))), control.content))
        controls.append(control)
    }

    /// Appends a message to an address.
    ///
    /// - Throws: ``MemoryEncodingError`` if the address has no byte form.
    public mutating func append(
        _ bytes: some Sequence<UInt8>, to address: some Sockaddr,
        _ control: consuming ControlMessages = ControlMessages()
    ) throws {
        let address = try SockaddrContent(address)
        messages.append(
            OutgoingMessage(MessageContent(.value(Array(bytes))), to: address, control.content))
        controls.append(control)
    }
}

/// An array of `struct mmsghdr` in a call's frame that are to be sent, with what they point to.
struct OutgoingMessages: CallArgument, Sendable {
    typealias Placement = InMemory<Bytes>

    private let messages: [OutgoingMessage]

    init(_ list: borrowing MessageList) { messages = list.messages }

    static var usesFrame: Bool { true }

    var traced: String { "[/* \(messages.count) messages */]" }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let size = MsghdrLayout.multipleByteCount
        let start = try frame.reserveZeroes(messages.count * size)
        for (index, message) in messages.enumerated() {
            try message.place(at: start + index * size, in: &frame, for: process)
        }
        return .frame(start)
    }
}
