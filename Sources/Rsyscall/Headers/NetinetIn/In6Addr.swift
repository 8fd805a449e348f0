import Glibc

/// `struct in6_addr`: an IPv6 address; see `ipv6(7)`.
public struct In6Addr: KernelStruct, Hashable {
    /// The first eight bytes, as a number of the host's byte order.
    public var high: UInt64
    /// The last eight bytes, as a number of the host's byte order.
    public var low: UInt64

    /// Creates an address from its halves, numbers of the host's byte order.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// `in6addr_any`: every address of the host.
    public static var any: In6Addr { In6Addr(high: 0, low: 0) }
    /// `in6addr_loopback`: `::1`.
    public static var loopback: In6Addr { In6Addr(high: 0, low: 1) }

    /// Creates the IPv4-mapped IPv6 address of an IPv4 address, such as `::ffff:127.0.0.1`.
    public init(mapping address: InAddr) {
        self.init(high: 0, low: 0xffff_0000_0000 | UInt64(address.rawValue))
    }

    /// The C layout.
    public struct Layout: BitwiseCopyable, Sendable {
        fileprivate var high: UInt64
        fileprivate var low: UInt64
    }

    /// Creates the address from its C layout.
    public init(layout: Layout) {
        self.init(high: UInt64(bigEndian: layout.high), low: UInt64(bigEndian: layout.low))
    }

    /// The C layout.
    public var layout: Layout { Layout(high: high.bigEndian, low: low.bigEndian) }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension In6Addr: LosslessStringConvertible {
    /// Creates an address from its text, such as `fe80::1`, or returns `nil` if it is not one; see `inet_pton(3)`.
    public init?(_ text: String) {
        var halves: (UInt64, UInt64) = (0, 0)
        let result = withUnsafeMutableBytes(of: &halves) { inet_pton(AF_INET6, text, $0.baseAddress) }
        guard result == 1 else { return nil }
        self.init(layout: Layout(high: halves.0, low: halves.1))
    }

    /// The shortest text of the address, such as `fe80::1`; see `inet_ntop(3)`.
    public var description: String {
        withUnsafeBytes(of: layout) { address in
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
                let end = inet_ntop(
                    AF_INET6, address.baseAddress, text.baseAddress, socklen_t(INET6_ADDRSTRLEN))
                return end.map { String(cString: $0) } ?? ""
            }
        }
    }
}
