/// `struct cmsghdr` and the data that follows it, for control messages without a type of their own; see `cmsg(3)`.
public struct Cmsg: Hashable, Sendable {
    /// The level, which is often the protocol.
    public let level: SOL
    /// The type, whose meaning depends on the level.
    public let type: CInt
    /// The data.
    public let data: [UInt8]

    /// Creates a control message that the library doesn't know.
    ///
    /// The kernel may take numbers in it for descriptors or for addresses, as it does in those of the level `SOL_RDS`.
    public init(unsafeLevel level: SOL, type: CInt, data: [UInt8]) {
        self.level = level
        self.type = type
        self.data = data
    }
}

/// The layout of a control message.
enum CmsgLayout {
    /// The size of `struct cmsghdr`.
    static let headerSize = 16

    /// The size with the bytes that align the next one.
    static func space(_ count: Int) -> Int { (headerSize + count + 7) & ~7 }

    /// Calls `body` with the level, the type and the data of each control message in `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError`` if a length isn't that of a control message, or what `body` throws.
    static func forEach(
        in bytes: RawSpan, _ body: (SOL, CInt, RawSpan) throws(MemoryDecodingError) -> Void
    ) throws(MemoryDecodingError) {
        var offset = 0
        // The kernel may leave out the bytes that align the end.
        while offset < bytes.byteCount {
            let length = Int(clamping: try bytes.load(UInt64.self, at: offset))
            guard length >= headerSize, length <= bytes.byteCount - offset else {
                throw .recordLength(length, offset: offset)
            }
            let level = SOL(rawValue: try bytes.load(CInt.self, at: offset + 8))
            let type = try bytes.load(CInt.self, at: offset + 12)
            try body(level, type, bytes.extracting(offset + headerSize..<offset + length))
            offset += space(length - headerSize)
        }
    }
}
