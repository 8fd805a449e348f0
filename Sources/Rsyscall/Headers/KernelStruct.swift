/// A struct of the kernel's interface: a fixed run of plain bytes, laid out by a C declaration.
public protocol KernelStruct: MemoryWritable, MemoryReadable, FixedSize, PlainBytes, Sendable {
    /// The C declaration: a struct of plain bytes, without references.
    ///
    /// It is not declared to be `BitwiseCopyable`, since other modules do not find that conformance of an
    /// imported C struct (seen with Swift 6.3.1).
    associatedtype Layout
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
    public func encode(into output: inout OutputRawSpan) {
        withUnsafeBytes(of: layout) { bytes in
            output.withUnsafeMutableBytes { buffer, initialized in
                buffer[initialized...].copyBytes(from: bytes)
                initialized += bytes.count
            }
        }
    }

    /// Decodes the struct at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    @inlinable
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        try bytes.requireBytes(MemoryLayout<Layout>.size, at: 0)
        // Checked just now, and any bytes are a layout.
        self.init(layout: bytes.withUnsafeBytes { $0.loadUnaligned(as: Layout.self) })
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
