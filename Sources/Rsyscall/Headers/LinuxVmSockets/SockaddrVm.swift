/// `struct sockaddr_vm`: an address of the family ``AF/vsock``; see `vsock(7)`.
public struct SockaddrVm: Sockaddr, FixedSize {
    /// The port; if it is ``anyPort``, `bind` chooses one.
    public var port: UInt32
    /// The machine.
    public var cid: VMADDR_CID
    /// `VMADDR_FLAG_TO_HOST` if connections go through the host; otherwise 0.
    public var flags: UInt8

    /// `VMADDR_PORT_ANY`: the port is chosen by `bind`.
    public static var anyPort: UInt32 { .max }

    /// What all addresses of the type have in common.
    public static var kind: SockaddrKind<Self> { SockaddrKind() }

    /// Creates an address, of the machine itself by default.
    public init(port: UInt32, cid: VMADDR_CID = .any, flags: UInt8 = 0) {
        self.port = port
        self.cid = cid
        self.flags = flags
    }

    /// The size of the C struct in bytes.
    public static var byteCount: Int { 16 }
    /// The alignment of the C struct in bytes.
    public static var alignment: Int { 4 }

    /// The size of the C struct in bytes.
    public func encodedByteCount(for space: AddressSpace) -> Int { Self.byteCount }

    /// Appends the C struct.
    public func encode(into output: inout ByteOutput) {
        output.append(family: .vsock)
        output.append(0, as: UInt16.self)
        output.append(port, as: UInt32.self)
        output.append(cid.rawValue, as: UInt32.self)
        output.append(UInt32(flags).littleEndian, as: UInt32.self)
    }

    /// Decodes the C struct.
    ///
    /// - Throws: ``MemoryDecodingError`` if the address is of another family, or too short.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        try SockaddrFamily.check(.vsock, of: bytes, field: "svm_family", count: Self.byteCount)
        port = try bytes.load(UInt32.self, at: 4)
        cid = VMADDR_CID(rawValue: try bytes.load(UInt32.self, at: 8))
        flags = try bytes.load(UInt8.self, at: 12)
    }

    /// The address as strace prints it.
    public var description: String {
        "{sa_family=AF_VSOCK, svm_cid=\(cid), svm_port=\(port), svm_flags=\(flags)}"
    }
}

extension SockaddrArgument where Self == SockaddrVm {
    /// Returns the address of a port of a virtual machine or of its host.
    public static func vsock(port: UInt32, cid: VMADDR_CID = .any) -> SockaddrVm {
        SockaddrVm(port: port, cid: cid)
    }
}

extension SockaddrStorage {
    /// The address as one of ``AF/vsock``; `nil` if it is of another family.
    public var vsock: SockaddrVm? { try? decode(as: SockaddrVm.self) }
}
