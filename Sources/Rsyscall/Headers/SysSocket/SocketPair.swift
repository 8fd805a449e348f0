/// Two connected sockets; see `socketpair(2)`.
@frozen
public struct SocketPair: ~Copyable, Sendable, ResourceReadable, FixedSize {
    /// One of the two sockets.
    public let first: OwnedFileDescriptor
    /// The socket that ``first`` is connected to.
    public let second: OwnedFileDescriptor

    /// The size in bytes of the two numbers.
    public static var byteCount: Int { NewDescriptors.byteCount }
    /// The alignment in bytes of the two numbers.
    public static var alignment: Int { NewDescriptors.alignment }

    /// Takes over the descriptors of `owner` whose numbers are in `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError``, or ``Unsupported`` if one of them is known to have an owner.
    public init(decoding bytes: RawSpan, owner: DescriptorOwner) throws {
        let ends = try NewDescriptors(
            decoding: bytes, owner: owner, call: .socketpair, names: ("first", "second"))
        first = ends.first(of: owner)
        second = ends.second(of: owner)
    }
}

extension SocketPair: CallResult {}
