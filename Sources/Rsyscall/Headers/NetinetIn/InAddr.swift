import Glibc

/// `struct in_addr`: an IPv4 address; see `ip(7)`.
public struct InAddr: KernelStruct, Hashable {
    /// The address as a number of the host's byte order: 127.0.0.1 is `0x7f00_0001`.
    public var rawValue: UInt32

    /// Creates an address from a number of the host's byte order.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Creates an address from its four parts.
    public init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) {
        rawValue = UInt32(a) << 24 | UInt32(b) << 16 | UInt32(c) << 8 | UInt32(d)
    }

    /// `INADDR_ANY`: every address of the host.
    public static var any: InAddr { InAddr(0, 0, 0, 0) }
    /// `INADDR_LOOPBACK`: 127.0.0.1.
    public static var loopback: InAddr { InAddr(127, 0, 0, 1) }
    /// `INADDR_BROADCAST`: 255.255.255.255.
    public static var broadcast: InAddr { InAddr(255, 255, 255, 255) }

    /// The number in network byte order.
    public typealias Layout = UInt32

    /// Creates the address from its C layout.
    public init(layout: UInt32) { rawValue = UInt32(bigEndian: layout) }

    /// The C layout.
    public var layout: UInt32 { rawValue.bigEndian }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension InAddr: LosslessStringConvertible {
    /// Creates an address from its text, such as `127.0.0.1`, or returns `nil` if it is not one; see `inet_pton(3)`.
    public init?(_ text: String) {
        var address = in_addr()
        guard inet_pton(AF_INET, text, &address) == 1 else { return nil }
        self.init(layout: address.s_addr)
    }

    /// The text of the address, such as `127.0.0.1`.
    public var description: String {
        "\(rawValue >> 24).\(rawValue >> 16 & 255).\(rawValue >> 8 & 255).\(rawValue & 255)"
    }
}
