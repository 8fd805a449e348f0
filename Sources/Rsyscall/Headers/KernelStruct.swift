/// A struct of the kernel's interface: a fixed run of plain bytes, laid out by a C declaration.
///
/// It is decoded from any bytes; see ``PlainBytes/unsafelyPromisePlainBytes()``, which is a promise for its
/// ``Layout`` too.
public protocol KernelStruct: MemoryWritable, MemoryReadable, FixedSize, PlainBytes, Sendable {
    /// The C declaration: a struct of plain bytes, without padding.
    associatedtype Layout: BitwiseCopyable
    /// Creates the value from its C layout.
    init(layout: Layout)
    /// The C layout.
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
    public func encode(into output: inout ByteOutput) {
        output.append(layout, as: Layout.self)
    }

    /// Decodes the struct at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    @inlinable
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        self.init(layout: try bytes.load(Layout.self, at: 0))
    }
}

extension RawSpan {
    /// Loads a `T` from `offset`, aligned or not.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    @inlinable
    func load<T: BitwiseCopyable>(_ type: T.Type, at offset: Int) throws(MemoryDecodingError) -> T {
        try requireBytes(MemoryLayout<T>.size, at: offset)
        return unsafeLoadUnaligned(fromByteOffset: offset, as: T.self)
    }

    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)`` if there are fewer bytes from
    ///   `offset` on.
    @inlinable
    func requireBytes(_ needed: Int, at offset: Int) throws(MemoryDecodingError) {
        guard offset >= 0, offset <= byteCount, byteCount - offset >= needed else {
            throw .truncated(offset: offset, needed: needed, available: max(0, byteCount - offset))
        }
    }
}
