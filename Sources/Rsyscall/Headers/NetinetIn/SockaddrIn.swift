/// `struct sockaddr_in`: an address of the family ``AF/inet``; see `ip(7)`.
public struct SockaddrIn: Sockaddr, FixedSize {
    /// The port; if it is 0, `bind` chooses one.
    public var port: UInt16
    /// The address of the host.
    public var addr: InAddr

    /// What all addresses of the type have in common.
    public static var kind: SockaddrKind<Self> { SockaddrKind() }

    /// Creates an address from numbers in the host's byte order.
    public init(port: UInt16, addr: InAddr = .any) {
        self.port = port
        self.addr = addr
    }

    /// The size of the C struct in bytes.
    public static var byteCount: Int { 16 }
    /// The alignment of the C struct in bytes.
    public static var alignment: Int { 4 }

    /// The size of the C struct in bytes.
    public func encodedByteCount(for space: AddressSpace) -> Int { Self.byteCount }

    /// Appends the C struct.
    public func encode(into output: inout ByteOutput) {
        output.append(family: .inet)
        output.append(port.bigEndian, as: UInt16.self)
        output.append(addr.layout, as: UInt32.self)
        output.append(0, as: UInt64.self)
    }

    /// Decodes the C struct.
    ///
    /// - Throws: ``MemoryDecodingError`` if the address is of another family, or too short.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        try SockaddrFamily.check(.inet, of: bytes, field: "sin_family", count: Self.byteCount)
        port = UInt16(bigEndian: try bytes.load(UInt16.self, at: 2))
        addr = InAddr(layout: try bytes.load(UInt32.self, at: 4))
    }

    /// The address as strace prints it.
    public var description: String {
        "{sa_family=AF_INET, sin_port=htons(\(port)), sin_addr=inet_addr(\"\(addr)\")}"
    }
}

extension SockaddrArgument where Self == SockaddrIn {
    /// Returns the IPv4 address of a port, by default on every address of the host.
    public static func inet(port: UInt16, addr: InAddr = .any) -> SockaddrIn {
        SockaddrIn(port: port, addr: addr)
    }
}

extension SockaddrStorage {
    /// The address as one of ``AF/inet``; `nil` if it is of another family.
    public var inet: SockaddrIn? { try? decode(as: SockaddrIn.self) }
}
