/// The address of a socket; see `bind(2)`.
///
/// ``SockaddrUn``, ``SockaddrIn``, ``SockaddrIn6``, ``SockaddrNl``, ``SockaddrLl`` and ``SockaddrVm`` have one family
/// each, and ``SockaddrStorage`` can have any. Only the library's types conform, so the kernel never reads more bytes
/// than there are.
public protocol Sockaddr: SockaddrArgument, MemoryWritable, MemoryReadable, Hashable, Sendable,
    CustomStringConvertible
where Value == Self {
    /// What all addresses of the type have in common.
    static var kind: SockaddrKind<Self> { get }
}

/// What all addresses of a type have in common, which only the library can define.
public struct SockaddrKind<Address: Sockaddr>: Sendable {
    init() {}
}

/// An argument for the address of a socket: a ``Sockaddr``, a ``UnixPathAddress``, or a pointer to an address.
public protocol SockaddrArgument: ValueArgument, ~Copyable where Value: Sockaddr {
    /// Returns the argument in a form that a message can hold, for as long as it is borrowed.
    ///
    /// - Throws: ``MemoryEncodingError`` if the address has no byte form.
    borrowing func content(_ seal: Seal<Self>) throws -> SockaddrContent
}

/// A ``SockaddrArgument`` that may be noncopyable, as pointers are.
public typealias SockaddrInput = SockaddrArgument & ~Copyable

extension TypedPointer: SockaddrArgument where Pointee: Sockaddr, State: ReadableState & ~Copyable {
    /// The memory that holds the address.
    public borrowing func content(_ seal: Seal<Self>) throws -> SockaddrContent {
        SockaddrContent(.memory(RoomArgument(memory)), byteCount: state.initializedByteCount(of: memory))
    }
}

/// The family of an address, which its first two bytes are.
enum SockaddrFamily {
    static let byteCount = 2

    /// - Throws: ``MemoryDecodingError`` if `bytes` are fewer than `count`, or an address of another family.
    static func check(
        _ family: AF, of bytes: RawSpan, field: String, count: Int
    ) throws(MemoryDecodingError) {
        try bytes.requireBytes(byteCount, at: 0)
        let found = AF(rawValue: CInt(try bytes.load(UInt16.self, at: 0)))
        guard found == family else { throw .invalidField(field, value: Int(found.rawValue)) }
        try bytes.requireBytes(count, at: 0)
    }
}

extension ByteOutput {
    /// Appends the family that an address begins with.
    @_lifetime(self: copy self)
    mutating func append(family: AF) {
        append(UInt16(truncatingIfNeeded: family.rawValue), as: UInt16.self)
    }
}
