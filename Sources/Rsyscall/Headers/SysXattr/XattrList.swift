import CRsyscall

/// The names of a file's extended attributes; see `listxattr(2)`.
public struct XattrList: MemoryReadable, Hashable, Sendable {
    /// The names, such as `security.capability`, in the order of the file system.
    public let names: [CString]

    /// The largest size of a file's names in bytes.
    static var room: Int { Int(XATTR_LIST_MAX) }
    /// The largest size of a value in bytes.
    static var valueRoom: Int { Int(XATTR_SIZE_MAX) }

    /// Decodes the names that fill `bytes`, each with a null byte at its end.
    ///
    /// - Throws: ``MemoryDecodingError/unterminatedString(offset:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        var names: [CString] = []
        var offset = 0
        while offset < bytes.byteCount {
            let name: CString
            do {
                name = try CString(decoding: bytes.extracting(offset..<bytes.byteCount))
            } catch {
                throw .unterminatedString(offset: offset)
            }
            names.append(name)
            offset += name.bytes.count + 1
        }
        self.names = names
    }
}
