/// `struct sockaddr_storage`: an address of any family, as the bytes that the kernel wrote.
///
/// It can be passed back to the kernel unchanged, even if the library doesn't know its family.
public struct SockaddrStorage: Sockaddr {
    /// The family and what follows it, at most 128 bytes; may be empty if the peer has no address.
    public let bytes: [UInt8]

    /// What all addresses of the type have in common.
    public static var kind: SockaddrKind<Self> { SockaddrKind() }

    /// The size in bytes of the longest possible address.
    public static var mostBytes: Int { 128 }

    /// Creates an address of any family from one of a known family.
    ///
    /// - Throws: ``MemoryEncodingError`` if the address has no byte form.
    public init(_ address: some Sockaddr) throws {
        // An address points to nothing, so any space does.
        let count = try address.encodedByteCount(for: AddressSpace())
        bytes = try withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { bytes in
            try address.encode(intoExactly: bytes)
            return Array(bytes)
        }
    }

    /// Creates a copy of the first 128 of `bytes`, or of the first 110 if the family is ``AF/unix``.
    public init(decoding bytes: RawSpan) {
        let family = try? bytes.load(UInt16.self, at: 0)
        let most = family.map { CInt($0) } == AF.unix.rawValue ? Self.mostUnixBytes : Self.mostBytes
        self.bytes = bytes.withUnsafeBytes { Array($0.prefix(most)) }
    }

    /// The size of `struct sockaddr_un`, to which no null byte need be added. The kernel adds one to a path that fills
    /// it, and refuses an address that has it.
    private static let mostUnixBytes = SockaddrFamily.byteCount + 108

    /// How many of the `length` bytes of an address that the kernel has reported it takes back.
    static func usable(_ length: CInt) -> CInt {
        // No other address is as long as that of a path with a null byte too many.
        Int(length) == mostUnixBytes + 1 ? length - 1 : length
    }

}

extension SockaddrStorage {
    /// The family, which is ``AF/unspec`` if there are no bytes.
    public var family: AF {
        AF(rawValue: (try? bytes.span.bytes.load(UInt16.self, at: 0)).map { CInt($0) } ?? 0)
    }

    /// Returns the address as one of a known family.
    ///
    /// - Throws: ``MemoryDecodingError`` if it is of another family, or too short.
    public func decode<Address: Sockaddr>(as type: Address.Type) throws(MemoryDecodingError) -> Address {
        try Address(decoding: bytes.span.bytes)
    }
}

extension SockaddrStorage {
    /// The number of bytes.
    public func encodedByteCount(for space: AddressSpace) -> Int { bytes.count }

    /// Appends the bytes.
    public func encode(into output: inout ByteOutput) { output.append(copying: bytes.span.bytes) }

    /// The address as strace prints it.
    public var description: String {
        if let known = unix { return known.description }
        if let known = inet { return known.description }
        if let known = inet6 { return known.description }
        if let known = netlink { return known.description }
        if let known = packet { return known.description }
        if let known = vsock { return known.description }
        if bytes.count < SockaddrFamily.byteCount { return "{}" }
        return "{sa_family=\(family), sa_data=\(quoted(Array(bytes.dropFirst(2))))}"
    }
}
