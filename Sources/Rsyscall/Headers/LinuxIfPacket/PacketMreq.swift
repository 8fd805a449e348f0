/// `struct packet_mreq`: the additional frames that a socket receives; see `PACKET_ADD_MEMBERSHIP` in `packet(7)`.
public struct PacketMreq: KernelStruct, Hashable {
    /// The index of the device.
    public var ifindex: CInt
    /// The kind of frames.
    public var type: PACKET_MR
    /// The length of the hardware address in bytes.
    public var alen: UInt16
    /// The hardware address, its first byte in the lowest bits.
    public var address: UInt64

    /// Creates the struct, by default for frames that need no address.
    public init(ifindex: CInt, type: PACKET_MR, alen: UInt16 = 0, address: UInt64 = 0) {
        self.ifindex = ifindex
        self.type = type
        self.alen = alen
        self.address = address
    }

    /// The C layout.
    public struct Layout: BitwiseCopyable, Sendable {
        fileprivate var ifindex: CInt
        fileprivate var type: UInt16
        fileprivate var alen: UInt16
        fileprivate var address: UInt64
    }

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.init(
            ifindex: layout.ifindex, type: PACKET_MR(rawValue: layout.type), alen: layout.alen,
            address: UInt64(littleEndian: layout.address))
    }

    /// The C layout.
    public var layout: Layout {
        Layout(ifindex: ifindex, type: type.rawValue, alen: alen, address: address.littleEndian)
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension PacketMreq: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String {
        "{mr_ifindex=\(ifindex), mr_type=\(type), mr_alen=\(alen), mr_address=0x\(String(address, radix: 16))}"
    }
}

extension PacketMreq: SockoptValue {
    /// The C struct.
    public static var form: SockoptForm<Self> { .plain }
}
