/// `struct sockaddr_ll`: an address of the family ``AF/packet``; see `packet(7)`.
public struct SockaddrLl: Sockaddr {
    /// The protocol of the frames.
    public var `protocol`: ETH_P
    /// The index of the device, or 0 for any.
    public var ifindex: CInt
    /// The type of the device of a received frame; has no effect on a sent one.
    public var hatype: UInt16
    /// The destination of a received frame; has no effect on a sent one.
    public var pkttype: PACKET
    /// The hardware address, at most 32 bytes.
    public var addr: [UInt8]

    /// What all addresses of the type have in common.
    public static var kind: SockaddrKind<Self> { SockaddrKind() }

    /// Creates an address of a device.
    public init(
        protocol: ETH_P, ifindex: CInt, addr: [UInt8] = [], hatype: UInt16 = 0, pkttype: PACKET = .host
    ) {
        self.protocol = `protocol`
        self.ifindex = ifindex
        self.hatype = hatype
        self.pkttype = pkttype
        self.addr = addr
    }

    private static let addrOffset = 12
    /// The size of `sll_addr`, which longer addresses exceed.
    private static let addrSize = 8
    private static let mostAddr = 32

    /// The size of the C struct in bytes, or more if the hardware address takes more.
    ///
    /// - Throws: ``MemoryEncodingError/tooManyElements(_:limit:)`` if the hardware address is too long.
    public func encodedByteCount(for space: AddressSpace) throws -> Int {
        guard addr.count <= Self.mostAddr else {
            throw MemoryEncodingError.tooManyElements(addr.count, limit: Self.mostAddr)
        }
        return Self.addrOffset + max(addr.count, Self.addrSize)
    }

    /// Appends the C struct.
    public func encode(into output: inout ByteOutput) {
        output.append(family: .packet)
        output.append(`protocol`.networkOrder, as: UInt16.self)
        output.append(ifindex, as: CInt.self)
        output.append(hatype, as: UInt16.self)
        output.append(pkttype.rawValue)
        output.append(UInt8(clamping: addr.count))
        output.append(copying: addr.span.bytes)
        for _ in 0..<max(0, Self.addrSize - addr.count) { output.append(0) }
    }

    /// Decodes the C struct, of which the kernel leaves out what the hardware address doesn't take.
    ///
    /// - Throws: ``MemoryDecodingError`` if the address is of another family, or too short.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        try SockaddrFamily.check(.packet, of: bytes, field: "sll_family", count: Self.addrOffset)
        `protocol` = ETH_P(networkOrder: try bytes.load(UInt16.self, at: 2))
        ifindex = try bytes.load(CInt.self, at: 4)
        hatype = try bytes.load(UInt16.self, at: 8)
        pkttype = PACKET(rawValue: try bytes.load(UInt8.self, at: 10))
        let count = Int(try bytes.load(UInt8.self, at: 11))
        guard count <= Self.mostAddr else { throw .invalidField("sll_halen", value: count) }
        try bytes.requireBytes(count, at: Self.addrOffset)
        addr = bytes.withUnsafeBytes { Array($0[Self.addrOffset..<Self.addrOffset + count]) }
    }

    /// The address as strace prints it.
    public var description: String {
        "{sa_family=AF_PACKET, sll_protocol=htons(\(`protocol`)), sll_ifindex=\(ifindex), "
            + "sll_hatype=\(hatype), sll_pkttype=\(pkttype), sll_halen=\(addr.count), sll_addr=\(addr)}"
    }
}

extension SockaddrArgument where Self == SockaddrLl {
    /// Returns the address of a device, for the frames of a protocol.
    public static func packet(protocol: ETH_P, ifindex: CInt, addr: [UInt8] = []) -> SockaddrLl {
        SockaddrLl(protocol: `protocol`, ifindex: ifindex, addr: addr)
    }
}

extension SockaddrStorage {
    /// The address as one of ``AF/packet``; `nil` if it is of another family.
    public var packet: SockaddrLl? { try? decode(as: SockaddrLl.self) }
}
