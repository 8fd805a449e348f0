/// A connection that was accepted, and the address of its peer; see `accept(2)`.
@frozen
public struct AcceptedConnection: ~Copyable, Sendable {
    /// The socket that is connected to the peer.
    public let connection: OwnedFileDescriptor
    /// The address of the peer, which is unnamed if its socket wasn't bound.
    public let address: SockaddrStorage
}

extension AcceptedConnection: CallResult {
    /// Always `true`.
    public static var ownsResources: Bool { true }

    /// Takes over the descriptor that the call returned.
    public init(_ outcome: borrowing CallOutcome) {
        address = SockaddrStorage(outcome)
        connection = OwnedFileDescriptor(outcome)
    }
}
