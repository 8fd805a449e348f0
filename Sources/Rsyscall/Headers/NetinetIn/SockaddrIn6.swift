/// `struct sockaddr_in6`: an address of the family ``AF/inet6``; see `ipv6(7)`.
public struct SockaddrIn6: Sockaddr, FixedSize {
    /// The port; if it is 0, `bind` chooses one.
    public var port: UInt16
    /// The label of a flow, and its class.
    public var flowinfo: UInt32
    /// The address of the host.
    public var addr: In6Addr
    /// The index of the network device that a link-local address belongs to, or 0.
    public var scope_id: UInt32

    /// What all addresses of the type have in common.
    public static var kind: SockaddrKind<Self> { SockaddrKind() }

    /// Creates an address from numbers in the host's byte order.
    public init(port: UInt16, addr: In6Addr = .any, flowinfo: UInt32 = 0, scope_id: UInt32 = 0) {
        self.port = port
        self.flowinfo = flowinfo
        self.addr = addr
        self.scope_id = scope_id
    }

    /// The size of the C struct in bytes.
    public static var byteCount: Int { 28 }
    /// The alignment of the C struct in bytes.
    public static var alignment: Int { 4 }

    /// The size of the C struct in bytes.
    public func encodedByteCount(for space: AddressSpace) -> Int { Self.byteCount }

    /// Appends the C struct.
    public func encode(into output: inout ByteOutput) {
        output.append(family: .inet6)
        output.append(port.bigEndian, as: UInt16.self)
        output.append(flowinfo.bigEndian, as: UInt32.self)
        addr.encode(into: &output)
        output.append(scope_id, as: UInt32.self)
    }

    /// Decodes the C struct.
    ///
    /// - Throws: ``MemoryDecodingError`` if the address is of another family, or too short.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        try SockaddrFamily.check(.inet6, of: bytes, field: "sin6_family", count: Self.byteCount)
        port = UInt16(bigEndian: try bytes.load(UInt16.self, at: 2))
        flowinfo = UInt32(bigEndian: try bytes.load(UInt32.self, at: 4))
        addr = In6Addr(layout: try bytes.load(In6Addr.Layout.self, at: 8))
        scope_id = try bytes.load(UInt32.self, at: 24)
    }

    /// The address as strace prints it.
    public var description: String {
        "{sa_family=AF_INET6, sin6_port=htons(\(port)), sin6_flowinfo=htonl(\(flowinfo)), "
            + "inet_pton(AF_INET6, \"\(addr)\"), sin6_scope_id=\(scope_id)}"
    }
}

extension SockaddrArgument where Self == SockaddrIn6 {
    /// Returns the IPv6 address of a port, by default on every address of the host.
    public static func inet6(port: UInt16, addr: In6Addr = .any, scope_id: UInt32 = 0) -> SockaddrIn6 {
        SockaddrIn6(port: port, addr: addr, scope_id: scope_id)
    }
}

extension SockaddrStorage {
    /// The address as one of ``AF/inet6``; `nil` if it is of another family.
    public var inet6: SockaddrIn6? { try? decode(as: SockaddrIn6.self) }
}
