public import SystemPackage

/// `struct sockaddr_un`: an address of the family ``AF/unix``; see `unix(7)`.
public struct SockaddrUn: Sockaddr {
    /// The name that an address has.
    public enum Name: Hashable, Sendable {
        /// No name: the socket isn't bound. `bind` chooses an abstract name for it.
        case unnamed
        /// The path of a file, as its bytes without a null byte, at most 108.
        case path([UInt8])
        /// A name that isn't a file's, at most 107 bytes of any value.
        case abstract([UInt8])
    }

    /// The name.
    public let name: Name

    /// What all addresses of the type have in common.
    public static var kind: SockaddrKind<Self> { SockaddrKind() }

    /// The size in bytes of `sun_path`. A path that fills it needs no null byte.
    public static var pathSize: Int { 108 }

    /// Creates an address with this name.
    public init(_ name: Name = .unnamed) { self.name = name }

    /// Creates an address that names a file.
    ///
    /// For a path of more than 107 bytes see ``SystemCalling/unixAddress(path:)``.
    public init(path: FilePath) { self.init(.path(CString(path).bytes)) }

    /// Creates an address with an abstract name, which isn't a file's and exists while a socket is bound to it.
    public init(abstract name: some StringProtocol) { self.init(.abstract(Array(name.utf8))) }

    /// The path that the address names; `nil` if it names no file.
    public var path: FilePath? {
        guard case .path(let bytes) = name else { return nil }
        return try? FilePath(CString(bytes))
    }
}

extension SockaddrUn {
    /// The size in bytes of the family and the name.
    ///
    /// - Throws: ``MemoryEncodingError/tooManyElements(_:limit:)`` if the name is too long, or
    ///   ``MemoryEncodingError/nullInsideString(offset:)`` if a path has a null byte.
    public func encodedByteCount(for space: AddressSpace) throws -> Int {
        SockaddrFamily.byteCount + (try nameByteCount())
    }

    private func nameByteCount() throws(MemoryEncodingError) -> Int {
        switch name {
        case .unnamed:
            return 0
        case .path(let bytes):
            if let offset = bytes.firstIndex(of: 0) { throw .nullInsideString(offset: offset) }
            guard bytes.count <= Self.pathSize else {
                throw .tooManyElements(bytes.count, limit: Self.pathSize)
            }
            return min(bytes.count + 1, Self.pathSize)
        case .abstract(let bytes):
            guard bytes.count < Self.pathSize else {
                throw .tooManyElements(bytes.count, limit: Self.pathSize - 1)
            }
            return bytes.count + 1
        }
    }

    /// Appends the family and the name, with a null byte behind a path that leaves room for it.
    public func encode(into output: inout ByteOutput) {
        output.append(family: .unix)
        switch name {
        case .unnamed:
            break
        case .path(let bytes):
            output.append(copying: bytes.span.bytes)
            if bytes.count < Self.pathSize { output.append(0) }
        case .abstract(let bytes):
            output.append(0)
            output.append(copying: bytes.span.bytes)
        }
    }

    /// Decodes the family and the name. A path ends before the first null byte, or after 108 bytes.
    ///
    /// - Throws: ``MemoryDecodingError`` if the address is of another family, or has no family.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        try SockaddrFamily.check(.unix, of: bytes, field: "sun_family", count: SockaddrFamily.byteCount)
        let name = bytes.withUnsafeBytes {
            Array($0.dropFirst(SockaddrFamily.byteCount).prefix(Self.pathSize))
        }
        if name.isEmpty {
            self.init(.unnamed)
        } else if name[0] == 0 {
            self.init(.abstract(Array(name.dropFirst())))
        } else {
            self.init(.path(Array(name.prefix { $0 != 0 })))
        }
    }

    /// The address as strace prints it.
    public var description: String {
        switch name {
        case .unnamed: "{sa_family=AF_UNIX}"
        case .path(let bytes): "{sa_family=AF_UNIX, sun_path=\(quoted(bytes, limit: 108))}"
        case .abstract(let bytes): "{sa_family=AF_UNIX, sun_path=@\(quoted(bytes, limit: 108))}"
        }
    }
}

extension SockaddrArgument where Self == SockaddrUn {
    /// Returns the address that names a file by a path of at most 108 bytes.
    public static func unix(path: FilePath) -> SockaddrUn { SockaddrUn(path: path) }

    /// Returns the address with an abstract name, which isn't a file's.
    public static func unix(abstract name: some StringProtocol) -> SockaddrUn { SockaddrUn(abstract: name) }

    /// The address without a name, for which `bind` chooses an abstract one.
    public static var unix: SockaddrUn { SockaddrUn() }
}

extension SockaddrStorage {
    /// The address as one of ``AF/unix``; `nil` if it is of another family.
    public var unix: SockaddrUn? { try? decode(as: SockaddrUn.self) }
}
