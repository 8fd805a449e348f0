import CRsyscall
public import SystemPackage

/// An entry of a directory; see `getdents64(2)`.
public struct Dirent: Hashable, Sendable {
    /// The inode number of the file.
    public let ino: UInt64
    /// The offset of the next entry, for `lseek`.
    public let off: Int64
    /// The type of the file, if the file system reports it.
    public let type: DT
    /// The name, which is not empty and contains no slash.
    public let name: FilePath

    /// Creates an entry.
    public init(ino: UInt64, off: Int64, type: DT, name: FilePath) {
        self.ino = ino
        self.off = off
        self.type = type
        self.name = name
    }
}

/// The entries that one call of `getdents64(2)` reads.
public struct DirentList: MemoryReadable, Hashable, Sendable {
    /// The entries, in the order of the file system.
    public let entries: [Dirent]

    private static let nameOffset = Int(RSYSCALL_DIRENT_NAME)

    /// Decodes the records that fill `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``,
    ///   ``MemoryDecodingError/recordLength(_:offset:)``,
    ///   ``MemoryDecodingError/unterminatedString(offset:)`` and
    ///   ``MemoryDecodingError/invalidName(offset:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        var entries: [Dirent] = []
        var offset = 0
        while offset < bytes.byteCount {
            let available = bytes.byteCount - offset
            guard available > Self.nameOffset else {
                throw .truncated(offset: offset, needed: Self.nameOffset + 1, available: available)
            }
            let length = Int(try bytes.load(UInt16.self, at: offset + Int(RSYSCALL_DIRENT_RECLEN)))
            guard length > Self.nameOffset, length <= available else {
                throw .recordLength(length, offset: offset)
            }
            let record = bytes.extracting(offset..<offset + length)
            let nameBytes = record.extracting(Self.nameOffset..<length)
            let name: CString
            do {
                name = try CString(decoding: nameBytes)
            } catch {
                throw .unterminatedString(offset: offset + Self.nameOffset)
            }
            // Appended to a path, it could otherwise lead out of the directory.
            guard !name.bytes.isEmpty, !name.bytes.contains(UInt8(ascii: "/")) else {
                throw .invalidName(offset: offset + Self.nameOffset)
            }
            entries.append(
                Dirent(
                    ino: try record.load(UInt64.self, at: Int(RSYSCALL_DIRENT_INO)),
                    off: try record.load(Int64.self, at: Int(RSYSCALL_DIRENT_OFF)),
                    type: DT(rawValue: try record.load(UInt8.self, at: Int(RSYSCALL_DIRENT_TYPE))),
                    name: try FilePath(decoding: nameBytes)))
            offset += length
        }
        self.entries = entries
    }
}
