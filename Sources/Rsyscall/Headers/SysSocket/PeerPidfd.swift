/// The descriptor that a call made for a peer.
struct PeerPidfd: ~Copyable, CallResult {
    let descriptor: OwnedFileDescriptor

    /// `SO_PEERPIDFD`, whose value is a descriptor.
    static var option: SocketOption<CInt> { SocketOption(.socket, 77, "SO_PEERPIDFD") }

    static var ownsResources: Bool { true }

    init(_ outcome: borrowing CallOutcome) throws {
        let number = try outcome.socketBytes(room: CInt.byteCount).bytes.load(CInt.self, at: 0)
        descriptor = OwnedFileDescriptor(
            new: FileDescriptorNumber(number), of: outcome.process, in: outcome.namespaces.descriptorTable)
    }
}
