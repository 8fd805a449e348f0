public import SystemPackage

/// A null-terminated string whose bytes need not be text, as the kernel has them: an argument, or a variable.
public struct CString: Hashable, Sendable {
    /// Its bytes, without the null byte that ends it.
    public let bytes: [UInt8]

    /// These bytes.
    public init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// A text in UTF-8.
    public init(_ text: some StringProtocol) {
        self.bytes = Array(text.utf8)
    }

    /// A path as it is.
    public init(_ path: FilePath) {
        self.bytes = path.withPlatformString { start in
            UnsafeBufferPointer(start: start, count: path.length).map { UInt8(bitPattern: $0) }
        }
    }

    /// - Throws: ``MemoryEncodingError/nullInsideString(offset:)``.
    func checkForNull() throws(MemoryEncodingError) {
        if let offset = bytes.firstIndex(of: 0) { throw .nullInsideString(offset: offset) }
    }
}

extension CString: ExpressibleByStringInterpolation {
    /// A text in UTF-8.
    public init(stringLiteral text: String) {
        self.init(text)
    }
}

extension CString: CustomStringConvertible {
    /// The string as text; what is not UTF-8 is replaced.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension CString: MemoryWritable, MemoryReadable {
    /// The length and the terminator.
    ///
    /// - Throws: ``MemoryEncodingError/nullInsideString(offset:)``.
    public func encodedByteCount(for space: AddressSpace) throws -> Int {
        try checkForNull()
        return bytes.count + 1
    }

    /// Appends the bytes and a null byte.
    public func encode(into output: inout OutputRawSpan) {
        Bytes(bytes).encode(into: &output)
        output.append(0)
    }

    /// The string before the first null byte.
    ///
    /// - Throws: ``MemoryDecodingError/unterminatedString(offset:)`` where there is none.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        let end = try bytes.terminator(from: 0)
        self.bytes = bytes.withUnsafeBytes { [UInt8]($0[..<end]) }
    }
}

extension FilePath {
    /// The path that a string is.
    ///
    /// - Throws: ``MemoryEncodingError/nullInsideString(offset:)``.
    public init(_ string: CString) throws(MemoryEncodingError) {
        try string.checkForNull()
        self.init(platformString: string.bytes.map { CChar(bitPattern: $0) } + [0])
    }
}
