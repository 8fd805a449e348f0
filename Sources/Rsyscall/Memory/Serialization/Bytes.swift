/// Raw bytes: what `read` fills and `write` drains.
public struct Bytes: Hashable, Sendable, PlainBytes {
    /// The bytes in order.
    public var array: [UInt8]

    /// Creates a value of these bytes.
    @inlinable
    public init(_ array: [UInt8]) {
        self.array = array
    }

    /// Creates a value of these bytes.
    @inlinable
    public init(_ bytes: some Sequence<UInt8>) {
        self.array = Array(bytes)
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Bytes: ExpressibleByArrayLiteral {
    /// Creates a value of these bytes.
    public init(arrayLiteral bytes: UInt8...) {
        self.array = bytes
    }
}

extension Bytes: CustomStringConvertible {
    /// The bytes as a quoted string with escapes, cut after 32 bytes, as strace prints a buffer.
    public var description: String {
        quoted(array)
    }
}

extension Bytes: MemoryWritable {
    /// Returns the number of bytes.
    @inlinable
    public func encodedByteCount(for space: AddressSpace) -> Int { array.count }

    /// Appends the bytes as they are.
    public func encode(into output: inout ByteOutput) {
        output.append(copying: array.span.bytes)
    }
}

extension Bytes: MemoryReadable {
    /// Creates a copy of all of `bytes`.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        self.array = bytes.withUnsafeBytes { [UInt8]($0) }
    }
}
