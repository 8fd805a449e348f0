/// Raw bytes: what `read` fills and `write` drains.
public struct Bytes: Hashable, Sendable, PlainBytes {
    /// The bytes in order.
    public var array: [UInt8]

    /// These bytes.
    @inlinable
    public init(_ array: [UInt8]) {
        self.array = array
    }

    /// These bytes.
    @inlinable
    public init(_ bytes: some Sequence<UInt8>) {
        self.array = Array(bytes)
    }
}

extension Bytes: ExpressibleByArrayLiteral {
    /// These bytes.
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
    /// How many bytes there are.
    @inlinable
    public func encodedByteCount(for space: AddressSpace) -> Int { array.count }

    /// Appends the bytes as they are.
    public func encode(into output: inout OutputRawSpan) {
        array.withUnsafeBytes { bytes in
            output.withUnsafeMutableBytes { buffer, initialized in
                buffer[initialized...].copyBytes(from: bytes)
                initialized += bytes.count
            }
        }
    }
}

extension Bytes: MemoryReadable {
    /// All of `bytes`.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        self.array = bytes.withUnsafeBytes { [UInt8]($0) }
    }
}
