import CRsyscall

/// `struct statfs`: the status of a file system; see `statfs(2)`.
public struct Statfs: KernelStruct {
    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: rsyscall_statfs

        /// Creates the layout from the C struct.
        public init(_ c: rsyscall_statfs) {
            self.c = c
        }
    }

    /// The C layout.
    public let layout: Layout

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.layout = layout
    }

    /// The type of file system.
    public var type: FileSystemType { FileSystemType(rawValue: layout.c.f_type) }
    /// The preferred size of reads and writes, in bytes.
    public var bsize: Int { layout.c.f_bsize }
    /// The number of blocks of ``frsize`` bytes.
    public var blocks: UInt64 { UInt64(bitPattern: Int64(layout.c.f_blocks)) }
    /// The number of free blocks.
    public var bfree: UInt64 { UInt64(bitPattern: Int64(layout.c.f_bfree)) }
    /// The number of free blocks that ordinary users may take.
    public var bavail: UInt64 { UInt64(bitPattern: Int64(layout.c.f_bavail)) }
    /// The number of inodes.
    public var files: UInt64 { UInt64(bitPattern: Int64(layout.c.f_files)) }
    /// The number of free inodes.
    public var ffree: UInt64 { UInt64(bitPattern: Int64(layout.c.f_ffree)) }
    /// An ID of the file system, which it may report to be 0.
    public var fsid: UInt64 {
        UInt64(UInt32(bitPattern: layout.c.f_fsid.val.0))
            | UInt64(UInt32(bitPattern: layout.c.f_fsid.val.1)) << 32
    }
    /// The largest length of a name in bytes.
    public var namelen: Int { layout.c.f_namelen }
    /// The size of a block in bytes.
    public var frsize: Int { layout.c.f_frsize }
    /// How it is mounted.
    public var flags: ST { ST(rawValue: UInt(bitPattern: layout.c.f_flags)) }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}
