import CRsyscall

/// `struct stat`: the status of a file; see `stat(2)`.
public struct FileStatus: KernelStruct {
    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: rsyscall_stat

        /// Creates the layout from the C struct.
        public init(_ c: rsyscall_stat) {
            self.c = c
        }
    }

    /// The C layout.
    public let layout: Layout

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.layout = layout
    }

    /// The device that the file is on.
    public var dev: UInt64 { UInt64(layout.c.st_dev) }
    /// The inode number on that device.
    public var ino: UInt64 { UInt64(layout.c.st_ino) }
    /// The type and the permissions; see ``fileType`` and ``permissions``.
    public var mode: Mode { Mode(rawValue: layout.c.st_mode) }
    /// The number of hard links.
    public var nlink: UInt64 { UInt64(layout.c.st_nlink) }
    /// The owner.
    public var uid: Uid { Uid(layout.c.st_uid) }
    /// The group.
    public var gid: Gid { Gid(layout.c.st_gid) }
    /// The device that the file represents, if it is a device.
    public var rdev: UInt64 { UInt64(layout.c.st_rdev) }
    /// The size in bytes.
    public var size: Int { Int(layout.c.st_size) }
    /// The preferred size of reads and writes, in bytes.
    public var blksize: Int { Int(layout.c.st_blksize) }
    /// The number of blocks of 512 bytes that the file takes.
    public var blocks: Int { Int(layout.c.st_blocks) }
    /// The time of the last access.
    public var atim: Timespec { time(layout.c.st_atime, layout.c.st_atime_nsec) }
    /// The time of the last change to the data.
    public var mtim: Timespec { time(layout.c.st_mtime, layout.c.st_mtime_nsec) }
    /// The time of the last change to the status, such as the mode or the owner.
    public var ctim: Timespec { time(layout.c.st_ctime, layout.c.st_ctime_nsec) }

    /// The type of file.
    public var fileType: S_IF { S_IF(rawValue: mode.rawValue & UInt32(S_IFMT)) }
    /// The permissions.
    public var permissions: Mode { Mode(rawValue: mode.rawValue & ~UInt32(S_IFMT)) }
    /// The identity of the file on its host.
    public var identity: FileIdentity { FileIdentity(device: dev, inode: ino) }

    private func time(_ sec: some BinaryInteger, _ nsec: some BinaryInteger) -> Timespec {
        Timespec(sec: Int64(truncatingIfNeeded: sec), nsec: Int64(truncatingIfNeeded: nsec))
    }

    /// Decodes the struct of another architecture at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    public init(decodingForeign bytes: RawSpan) throws(MemoryDecodingError) {
        // Both have the same words but for the fields between the inode number and the size. Those of aarch64 are the
        // mode and the links, the owner and the group, the device, and padding; of x86_64, the links, the mode and the
        // owner, the group and padding, and the device.
        var words = InlineArray<18, UInt64>(repeating: 0)
        for index in 0..<15 { words[index] = try bytes.load(UInt64.self, at: index * 8) }
        let (first, second, third) = (words[2], words[3], words[4])
        let low: UInt64 = 0xffff_ffff
        #if arch(x86_64)
            (words[2], words[3]) = (first >> 32, first & low | second << 32)
            (words[4], words[5]) = (second >> 32, third)
        #else
            (words[2], words[3]) = (second & low | first << 32, second >> 32 | third << 32)
            (words[4], words[5]) = (words[5], 0)
        #endif
        try self.init(decoding: words.span.bytes)
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}
