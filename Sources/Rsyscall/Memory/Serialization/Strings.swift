import Glibc
public import SystemPackage

extension String: MemoryWritable, MemoryReadable {
    /// Returns the length in UTF-8, including the terminating null byte.
    ///
    /// - Throws: ``MemoryEncodingError/nullInsideString(offset:)``.
    public func encodedByteCount(for space: AddressSpace) throws -> Int {
        if let offset = utf8.span.bytes.firstNull(from: 0) {
            throw MemoryEncodingError.nullInsideString(offset: offset)
        }
        return utf8.count + 1
    }

    /// Appends the string in UTF-8 and a null byte.
    public func encode(into output: inout ByteOutput) {
        output.append(copying: utf8.span.bytes)
        output.append(0)
    }

    /// Decodes the string that ends before the first null byte.
    ///
    /// - Throws: ``MemoryDecodingError/unterminatedString(offset:)`` if there is none, or
    ///   ``MemoryDecodingError/notUTF8(offset:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        self = try bytes.terminatedString(from: 0)
    }
}

extension FilePath: MemoryWritable, MemoryReadable {
    /// Returns the length in bytes, including the terminating null byte.
    public func encodedByteCount(for space: AddressSpace) -> Int { length + 1 }

    /// Appends the path's bytes and a null byte.
    public func encode(into output: inout ByteOutput) {
        withPlatformString { start in
            output.append(copying: UnsafeBufferPointer(start: start, count: length + 1).span.bytes)
        }
    }

    /// Decodes the path that ends before the first null byte, whatever its encoding.
    ///
    /// - Throws: ``MemoryDecodingError/unterminatedString(offset:)`` if there is none.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        let end = try bytes.terminator(from: 0)
        self = bytes.withUnsafeBytes { buffer in
            FilePath(platformString: buffer[0...end].map { CChar(bitPattern: $0) })
        }
    }
}

extension RawSpan {
    /// Returns the offset of the first null byte at or after `start`.
    func terminator(from start: Int) throws(MemoryDecodingError) -> Int {
        guard let end = firstNull(from: start) else { throw .unterminatedString(offset: start) }
        return end
    }

    /// Returns the offset of the first null byte at or after `start`, if there is one.
    func firstNull(from start: Int) -> Int? {
        withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress, start < buffer.count,
                let found = memchr(base + start, 0, buffer.count - start)
            else { return nil }
            return base.distance(to: found)
        }
    }

    /// Returns the UTF-8 string from `start` to the next null byte.
    func terminatedString(from start: Int) throws(MemoryDecodingError) -> String {
        let end = try terminator(from: start)
        let text = withUnsafeBytes { buffer in
            String(validating: buffer[start..<end], as: UTF8.self)
        }
        guard let text else { throw .notUTF8(offset: start) }
        return text
    }
}
