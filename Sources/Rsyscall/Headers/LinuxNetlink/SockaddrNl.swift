/// `struct sockaddr_nl`: an address of the family ``AF/netlink``; see `netlink(7)`.
public struct SockaddrNl: Sockaddr, FixedSize {
    /// The port: often the owner's process ID, and 0 for the kernel. If it is 0, `bind` chooses one.
    public var pid: UInt32
    /// The groups, one bit each; the named ones are those of ``NETLINK/route``.
    public var groups: RTMGRP

    /// What all addresses of the type have in common.
    public static var kind: SockaddrKind<Self> { SockaddrKind() }

    /// Creates an address, of the kernel by default.
    public init(pid: UInt32 = 0, groups: RTMGRP = []) {
        self.pid = pid
        self.groups = groups
    }

    /// The size of the C struct in bytes.
    public static var byteCount: Int { 12 }
    /// The alignment of the C struct in bytes.
    public static var alignment: Int { 4 }

    /// The size of the C struct in bytes.
    public func encodedByteCount(for space: AddressSpace) -> Int { Self.byteCount }

    /// Appends the C struct.
    public func encode(into output: inout ByteOutput) {
        output.append(family: .netlink)
        output.append(0, as: UInt16.self)
        output.append(pid, as: UInt32.self)
        output.append(groups.rawValue, as: UInt32.self)
    }

    /// Decodes the C struct.
    ///
    /// - Throws: ``MemoryDecodingError`` if the address is of another family, or too short.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        try SockaddrFamily.check(.netlink, of: bytes, field: "nl_family", count: Self.byteCount)
        pid = try bytes.load(UInt32.self, at: 4)
        groups = RTMGRP(rawValue: try bytes.load(UInt32.self, at: 8))
    }

    /// The address as strace prints it.
    public var description: String {
        "{sa_family=AF_NETLINK, nl_pid=\(pid), nl_groups=0x\(String(groups.rawValue, radix: 16))}"
    }
}

extension SockaddrArgument where Self == SockaddrNl {
    /// Returns the address of a socket of ``AF/netlink``, by default the kernel's.
    public static func netlink(pid: UInt32 = 0, groups: RTMGRP = []) -> SockaddrNl {
        SockaddrNl(pid: pid, groups: groups)
    }
}

extension SockaddrStorage {
    /// The address as one of ``AF/netlink``; `nil` if it is of another family.
    public var netlink: SockaddrNl? { try? decode(as: SockaddrNl.self) }
}
