import CRsyscall

/// `struct statx`: the requested parts of the status of a file; see `statx(2)`.
public struct Statx: KernelStruct {
    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: rsyscall_statx

        /// Creates the layout from the C struct.
        public init(_ c: rsyscall_statx) {
            self.c = c
        }
    }

    /// The C layout.
    public let layout: Layout

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.layout = layout
    }

    /// The fields that the file system filled.
    public var mask: STATX { STATX(rawValue: layout.c.stx_mask) }
    /// The preferred size of reads and writes, in bytes.
    public var blksize: Int { Int(layout.c.stx_blksize) }
    /// The attributes, of which only those in ``attributes_mask`` are meaningful.
    public var attributes: STATX_ATTR { STATX_ATTR(rawValue: layout.c.stx_attributes) }
    /// The attributes that the file system supports.
    public var attributes_mask: STATX_ATTR { STATX_ATTR(rawValue: layout.c.stx_attributes_mask) }
    /// The number of hard links.
    public var nlink: UInt32 { layout.c.stx_nlink }
    /// The owner.
    public var uid: Uid { Uid(layout.c.stx_uid) }
    /// The group.
    public var gid: Gid { Gid(layout.c.stx_gid) }
    /// The type and the permissions; see ``fileType`` and ``permissions``.
    public var mode: Mode { Mode(rawValue: UInt32(layout.c.stx_mode)) }
    /// The inode number.
    public var ino: UInt64 { layout.c.stx_ino }
    /// The size in bytes.
    public var size: UInt64 { layout.c.stx_size }
    /// The number of blocks of 512 bytes that the file takes.
    public var blocks: UInt64 { layout.c.stx_blocks }
    /// The time of the last access.
    public var atime: Timespec { time(layout.c.stx_atime) }
    /// The time of creation.
    public var btime: Timespec { time(layout.c.stx_btime) }
    /// The time of the last change to the status, such as the mode or the owner.
    public var ctime: Timespec { time(layout.c.stx_ctime) }
    /// The time of the last change to the data.
    public var mtime: Timespec { time(layout.c.stx_mtime) }
    /// The major number of the device that the file represents, if it is a device.
    public var rdev_major: UInt32 { layout.c.stx_rdev_major }
    /// The minor number of the device that the file represents, if it is a device.
    public var rdev_minor: UInt32 { layout.c.stx_rdev_minor }
    /// The major number of the device that the file is on.
    public var dev_major: UInt32 { layout.c.stx_dev_major }
    /// The minor number of the device that the file is on.
    public var dev_minor: UInt32 { layout.c.stx_dev_minor }
    /// The ID of the mount that the file is on.
    public var mnt_id: UInt64 { layout.c.stx_mnt_id }

    /// The type of file.
    public var fileType: S_IF { S_IF(rawValue: mode.rawValue & UInt32(S_IFMT)) }
    /// The permissions.
    public var permissions: Mode { Mode(rawValue: mode.rawValue & ~UInt32(S_IFMT)) }

    private func time(_ time: rsyscall_statx_timestamp) -> Timespec {
        Timespec(sec: time.tv_sec, nsec: Int64(time.tv_nsec))
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}
