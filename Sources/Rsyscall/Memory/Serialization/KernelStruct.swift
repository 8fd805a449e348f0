/// A struct of the kernel's interface: a fixed run of plain bytes, laid out by a C declaration.
public protocol KernelStruct: MemoryWritable, MemoryReadable, FixedSize, PlainBytes, Sendable {
    /// The C declaration.
    associatedtype Layout: BitwiseCopyable
    /// The value that lies in memory like this.
    init(layout: Layout)
    /// How the value lies in memory.
    var layout: Layout { get }
}

extension KernelStruct {
    /// The size of the C struct in bytes.
    @inlinable
    public static var byteCount: Int { MemoryLayout<Layout>.size }

    /// The alignment of the C struct in bytes.
    @inlinable
    public static var alignment: Int { MemoryLayout<Layout>.alignment }

    /// The size of the C struct in bytes.
    @inlinable
    public func encodedByteCount(for space: AddressSpace) -> Int { Self.byteCount }

    /// Appends the C struct.
    @inlinable
    public func encode(into output: inout OutputRawSpan) {
        output.append(layout, as: Layout.self)
    }

    /// The struct at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    @inlinable
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        self.init(layout: try bytes.load(Layout.self, at: 0))
    }
}

extension RawSpan {
    /// The plain bytes of a `T` at `offset`, aligned or not.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    @inlinable
    func load<T: BitwiseCopyable>(_ type: T.Type, at offset: Int) throws(MemoryDecodingError) -> T {
        guard offset >= 0, offset <= byteCount, byteCount - offset >= MemoryLayout<T>.size else {
            throw .truncated(
                offset: offset, needed: MemoryLayout<T>.size, available: max(0, byteCount - offset))
        }
        return unsafeLoadUnaligned(fromByteOffset: offset, as: T.self)
    }
}

/// A type whose every bit pattern is a value and that holds no resource and no address, so that memory
/// may be looked at as another such type.
public protocol PlainBytes: ~Copyable {}
