import DequeModule

/// Several messages that one call received, in order; see `recvmmsg(2)`.
///
/// Dropping the list closes the descriptors of those that are left in it.
public struct ReceivedMessages: ~Copyable, Sendable {
    private var messages = UniqueDeque<ReceivedMessage>()
    private let process: ProcessID

    /// The number of messages.
    public var count: Int { messages.count }

    /// Removes the first message and returns it; `nil` if none is left.
    ///
    /// - Throws: ``Refused`` with the bytes of the message, because of `EMSGSIZE`, if some of its control messages are
    ///   lost: the descriptors that came with it are closed.
    public mutating func removeFirst() throws -> ReceivedMessage? {
        guard let first = messages.popFirst() else { return nil }
        return try first.checked(.recvmmsg, in: process)
    }
}

extension ReceivedMessages: CallResult {
    /// Always `true`.
    public static var ownsResources: Bool { true }

    /// Takes over the messages that the call wrote.
    public init(_ outcome: borrowing CallOutcome) throws {
        process = outcome.process.pid
        let owner = DescriptorOwner(outcome)
        for (header, room) in try MessageRooms.messages(in: outcome) {
            let message = try MessageHeader(outcome, header: header, room: room)
            messages.append(ReceivedMessage(message, owner: owner))
        }
    }
}
