public import SystemPackage

extension String: MemoryWritable, MemoryReadable {
    /// The length in UTF-8 and the terminator.
    ///
    /// - Throws: ``MemoryEncodingError/nullInsideString(offset:)``.
    public func encodedByteCount(for space: AddressSpace) throws -> Int {
        if let null = utf8.firstIndex(of: 0) {
            throw MemoryEncodingError.nullInsideString(
                offset: utf8.distance(from: utf8.startIndex, to: null))
        }
        return utf8.count + 1
    }

    /// Appends the string in UTF-8 and a null byte.
    public func encode(into output: inout OutputRawSpan) {
        for byte in utf8 { output.append(byte) }
        output.append(0)
    }

    /// The string before the first null byte.
    ///
    /// - Throws: ``MemoryDecodingError/unterminatedString(offset:)`` where there is none,
    ///   ``MemoryDecodingError/notUTF8(offset:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        self = try bytes.terminatedString(from: 0)
    }
}

extension FilePath: MemoryWritable, MemoryReadable {
    /// The length and the terminator.
    public func encodedByteCount(for space: AddressSpace) -> Int { length + 1 }

    /// Appends the path's bytes and a null byte.
    public func encode(into output: inout OutputRawSpan) {
        withPlatformString { start in
            for byte in UnsafeBufferPointer(start: start, count: length + 1) {
                output.append(UInt8(bitPattern: byte))
            }
        }
    }

    /// The path before the first null byte, whatever its encoding.
    ///
    /// - Throws: ``MemoryDecodingError/unterminatedString(offset:)`` where there is none.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        let end = try bytes.terminator(from: 0)
        self = bytes.withUnsafeBytes { buffer in
            FilePath(platformString: buffer[0...end].map { CChar(bitPattern: $0) })
        }
    }
}

extension RawSpan {
    /// Where the first null byte at or after `start` is.
    func terminator(from start: Int) throws(MemoryDecodingError) -> Int {
        let end = withUnsafeBytes { buffer in
            start <= buffer.count ? buffer[start...].firstIndex(of: 0) : nil
        }
        guard let end else { throw .unterminatedString(offset: start) }
        return end
    }

    /// The UTF-8 string from `start` to the next null byte.
    func terminatedString(from start: Int) throws(MemoryDecodingError) -> String {
        let end = try terminator(from: start)
        let text = withUnsafeBytes { buffer in
            String(validating: buffer[start..<end], as: UTF8.self)
        }
        guard let text else { throw .notUTF8(offset: start) }
        return text
    }
}
