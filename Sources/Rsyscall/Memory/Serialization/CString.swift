import func Glibc.memchr
public import SystemPackage

/// A null-terminated string as the kernel takes it, such as an argument or a variable. Its bytes need not be text.
public struct CString: Hashable, Sendable {
    /// The bytes before the terminating null byte.
    public let bytes: [UInt8]

    /// Creates a string of these bytes.
    public init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// Creates a string from text, in UTF-8.
    public init(_ text: some StringProtocol) {
        self.bytes = Array(text.utf8)
    }

    /// Creates a string from the bytes of a path.
    public init(_ path: FilePath) {
        self.bytes = path.withPlatformString { start in
            UnsafeBufferPointer(start: start, count: path.length).map { UInt8(bitPattern: $0) }
        }
    }

    /// - Throws: ``MemoryEncodingError/nullInsideString(offset:)``.
    func checkForNull() throws(MemoryEncodingError) {
        let offset = bytes.withUnsafeBytes { bytes in
            bytes.baseAddress.flatMap { start in memchr(start, 0, bytes.count).map { start.distance(to: $0) }
            }
        }
        if let offset { throw .nullInsideString(offset: offset) }
    }
}

extension CString: ExpressibleByStringInterpolation {
    /// Creates a string from text, in UTF-8.
    public init(stringLiteral text: String) {
        self.init(text)
    }
}

extension CString: CustomStringConvertible {
    /// The string as text. Invalid UTF-8 is replaced.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension CString: MemoryWritable, MemoryReadable {
    /// Returns the length in bytes, including the terminating null byte.
    ///
    /// - Throws: ``MemoryEncodingError/nullInsideString(offset:)``.
    public func encodedByteCount(for space: AddressSpace) throws -> Int {
        try checkForNull()
        return bytes.count + 1
    }

    /// Appends the bytes and a null byte.
    public func encode(into output: inout ByteOutput) {
        Bytes(bytes).encode(into: &output)
        output.append(0)
    }

    /// Creates the string that ends before the first null byte.
    ///
    /// - Throws: ``MemoryDecodingError/unterminatedString(offset:)`` if there is none.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        let end = try bytes.terminator(from: 0)
        self.bytes = bytes.withUnsafeBytes { [UInt8]($0[..<end]) }
    }
}

extension FilePath {
    /// Creates the path that has the bytes of a string.
    ///
    /// - Throws: ``MemoryEncodingError/nullInsideString(offset:)``.
    public init(_ string: CString) throws(MemoryEncodingError) {
        try string.checkForNull()
        self.init(platformString: string.bytes.map { CChar(bitPattern: $0) } + [0])
    }
}
