extension Array: MemoryWritable where Element: MemoryWritable & FixedSize {
    /// Returns the size of all elements in bytes.
    ///
    /// - Throws: ``AllocationError/tooManyElements(_:elementByteCount:)``, or any error of an element.
    public func encodedByteCount(for space: AddressSpace) throws -> Int {
        for element in self {
            _ = try element.encodedByteCount(for: space)
        }
        return try Self.byteCount(of: count)
    }

    /// Appends the elements one after another.
    public func encode(into output: inout ByteOutput) {
        for element in self {
            element.encode(into: &output)
        }
    }
}

extension Array: MemoryReadable where Element: MemoryReadable & FixedSize {
    /// Decodes as many elements as `bytes` holds.
    ///
    /// - Throws: ``MemoryDecodingError/partialElement(byteCount:elementByteCount:)`` if the number of bytes is not a
    ///   multiple of an element's, or any error of an element.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        let size = Element.byteCount
        guard size > 0, bytes.byteCount % size == 0 else {
            throw .partialElement(byteCount: bytes.byteCount, elementByteCount: size)
        }
        self = []
        reserveCapacity(bytes.byteCount / size)
        for offset in stride(from: 0, to: bytes.byteCount, by: size) {
            append(try Element(decoding: bytes.extracting(offset..<offset + size)))
        }
    }
}

extension Array: PlainBytes where Element: PlainBytes {
    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension InlineArray: MemoryWritable where Element: PlainInteger {
    /// Returns the size of all elements in bytes.
    @inlinable
    public func encodedByteCount(for space: AddressSpace) -> Int { Self.byteCount }

    /// Appends the elements one after another.
    @inlinable
    public func encode(into output: inout ByteOutput) {
        output.append(self, as: Self.self)
    }
}

extension InlineArray: FixedSize, MemoryReadable where Element: PlainInteger {
    /// The size of all elements in bytes.
    @inlinable
    public static var byteCount: Int { MemoryLayout<Self>.size }

    /// The elements' alignment in bytes.
    @inlinable
    public static var alignment: Int { MemoryLayout<Self>.alignment }

    /// Decodes the elements at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    @inlinable
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        self = try bytes.load(Self.self, at: 0)
    }
}

extension InlineArray: PlainBytes where Element: PlainInteger {
    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Array where Element: FixedSize {
    /// Returns the size of `count` elements in bytes.
    ///
    /// - Throws: ``AllocationError/tooManyElements(_:elementByteCount:)`` if so many fit in no memory.
    static func byteCount(of count: Int) throws(AllocationError) -> Int {
        let (size, overflow) = count.multipliedReportingOverflow(by: Element.byteCount)
        guard !overflow else { throw .tooManyElements(count, elementByteCount: Element.byteCount) }
        return size
    }
}
