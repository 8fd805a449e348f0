/// `struct ip_mreqn`: a multicast group of IPv4, and a device; see `IP_ADD_MEMBERSHIP` in `ip(7)`.
public struct IpMreqn: KernelStruct, Hashable {
    /// The address of the group.
    public var multiaddr: InAddr
    /// An address of the device, if ``ifindex`` is 0.
    public var address: InAddr
    /// The index of the device, or 0 for any.
    public var ifindex: CInt

    /// Creates the struct.
    public init(multiaddr: InAddr, address: InAddr = .any, ifindex: CInt = 0) {
        self.multiaddr = multiaddr
        self.address = address
        self.ifindex = ifindex
    }

    /// The C layout.
    public struct Layout: BitwiseCopyable, Sendable {
        fileprivate var multiaddr: UInt32
        fileprivate var address: UInt32
        fileprivate var ifindex: CInt
    }

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.init(
            multiaddr: InAddr(layout: layout.multiaddr), address: InAddr(layout: layout.address),
            ifindex: layout.ifindex)
    }

    /// The C layout.
    public var layout: Layout {
        Layout(multiaddr: multiaddr.layout, address: address.layout, ifindex: ifindex)
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension IpMreqn: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String {
        "{imr_multiaddr=\(multiaddr), imr_address=\(address), imr_ifindex=\(ifindex)}"
    }
}

extension IpMreqn: SockoptValue {
    /// The C struct, of which the kernel writes the address of a device alone.
    public static var form: SockoptForm<Self> {
        let plain: SockoptForm<Self> = .plain
        return SockoptForm(
            room: byteCount, encode: plain.encode,
            decode: { (bytes) throws(MemoryDecodingError) in
                guard bytes.byteCount == InAddr.byteCount else { return try plain.decode(bytes) }
                return IpMreqn(multiaddr: .any, address: try InAddr(decoding: bytes))
            })
    }
}

/// `struct ipv6_mreq`: a multicast group of IPv6, and a device; see `IPV6_ADD_MEMBERSHIP` in `ipv6(7)`.
public struct Ipv6Mreq: KernelStruct, Hashable {
    /// The address of the group.
    public var multiaddr: In6Addr
    /// The index of the device, or 0 for any.
    public var interface: CInt

    /// Creates the struct.
    public init(multiaddr: In6Addr, interface: CInt = 0) {
        self.multiaddr = multiaddr
        self.interface = interface
    }

    /// The C layout.
    public struct Layout: BitwiseCopyable, Sendable {
        fileprivate var multiaddr: In6Addr.Layout
        fileprivate var interface: CInt
    }

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.init(multiaddr: In6Addr(layout: layout.multiaddr), interface: layout.interface)
    }

    /// The C layout.
    public var layout: Layout { Layout(multiaddr: multiaddr.layout, interface: interface) }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Ipv6Mreq: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String { "{ipv6mr_multiaddr=\(multiaddr), ipv6mr_interface=\(interface)}" }
}

extension Ipv6Mreq: SockoptValue {
    /// The C struct.
    public static var form: SockoptForm<Self> { .plain }
}
