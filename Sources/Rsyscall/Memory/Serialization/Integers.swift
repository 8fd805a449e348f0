/// An integer of fixed width, which lies in memory in the host's byte order.
///
/// Its bytes hold nothing but its value; see ``PlainBytes/unsafelyPromisePlainBytes()``.
public protocol PlainInteger: FixedWidthInteger, BitwiseCopyable, MemoryWritable, MemoryReadable, FixedSize,
    PlainBytes
{}

extension PlainInteger {
    /// The integer's size in bytes.
    @inlinable
    public static var byteCount: Int { MemoryLayout<Self>.size }

    /// The integer's alignment in bytes.
    @inlinable
    public static var alignment: Int { MemoryLayout<Self>.alignment }

    /// Returns the integer's size in bytes.
    @inlinable
    public func encodedByteCount(for space: AddressSpace) -> Int { MemoryLayout<Self>.size }

    /// Appends the integer in the host's byte order.
    @inlinable
    public func encode(into output: inout ByteOutput) {
        output.append(self, as: Self.self)
    }

    /// Decodes the integer at the start of `bytes`, in the host's byte order.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    @inlinable
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        self = try bytes.load(Self.self, at: 0)
    }
}

extension Int8: PlainInteger {
    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension UInt8: PlainInteger {
    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Int16: PlainInteger {
    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension UInt16: PlainInteger {
    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Int32: PlainInteger {
    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension UInt32: PlainInteger {
    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Int64: PlainInteger {
    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension UInt64: PlainInteger {
    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Int: PlainInteger {
    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension UInt: PlainInteger {
    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}
