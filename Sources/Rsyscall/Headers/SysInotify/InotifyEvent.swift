import CRsyscall
public import SystemPackage

/// `struct inotify_event`: what happened to a file that is watched; see `inotify(7)`.
public struct InotifyEvent: Hashable, Sendable {
    /// The number of the watch; -1 for ``IN/q_overflow``.
    public let wd: Int
    /// What happened.
    public let mask: IN
    /// A number that the two events of a renamed file share, otherwise 0.
    public let cookie: UInt32
    /// The name of the file, if it is in a directory that is watched.
    public let name: FilePath?

    /// Creates an event.
    public init(wd: Int, mask: IN, cookie: UInt32 = 0, name: FilePath? = nil) {
        self.wd = wd
        self.mask = mask
        self.cookie = cookie
        self.name = name
    }
}

/// The events that one call of `read` takes from an inotify instance; see `inotify(7)`.
public struct InotifyEventList: MemoryReadable, CallResult, Hashable, Sendable {
    /// The events, in the order in which they happened.
    public let events: [InotifyEvent]

    /// Decodes the events that fill `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``,
    ///   ``MemoryDecodingError/unterminatedString(offset:)`` and ``MemoryDecodingError/invalidName(offset:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        var events: [InotifyEvent] = []
        var offset = 0
        while offset < bytes.byteCount {
            let start = offset + MemoryLayout<rsyscall_inotify_event>.size
            let available = bytes.byteCount - offset
            guard start <= bytes.byteCount else {
                throw .truncated(offset: offset, needed: start - offset, available: available)
            }
            let length = Int(try bytes.load(UInt32.self, at: offset + 12))
            guard length <= bytes.byteCount - start else {
                throw .truncated(offset: offset, needed: start - offset + length, available: available)
            }
            events.append(
                InotifyEvent(
                    wd: Int(try bytes.load(CInt.self, at: offset)),
                    mask: IN(rawValue: try bytes.load(UInt32.self, at: offset + 4)),
                    cookie: try bytes.load(UInt32.self, at: offset + 8),
                    name: length == 0
                        ? nil : try Self.name(bytes.extracting(start..<start + length), at: start)))
            offset = start + length
        }
        self.events = events
    }

    private static func name(_ bytes: RawSpan, at offset: Int) throws(MemoryDecodingError) -> FilePath {
        let name: CString
        do {
            name = try CString(decoding: bytes)
        } catch {
            throw .unterminatedString(offset: offset)
        }
        // Appended to a path, it could otherwise lead out of the directory.
        guard !name.bytes.isEmpty, !name.bytes.contains(UInt8(ascii: "/")) else {
            throw .invalidName(offset: offset)
        }
        return try FilePath(decoding: bytes)
    }
}
