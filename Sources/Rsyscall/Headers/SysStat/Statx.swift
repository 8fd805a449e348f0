import CRsyscall

/// `struct statx`: what a file system knows of a file, and which of it.
public struct Statx: KernelStruct {
    /// The C struct.
    public let layout: rsyscall_statx

    /// The file that lies in memory like this.
    public init(layout: rsyscall_statx) {
        self.layout = layout
    }

    /// Which of the fields the file system filled.
    public var mask: STATX { STATX(rawValue: layout.stx_mask) }
    /// The size in bytes in which it is best read and written.
    public var blksize: Int { Int(layout.stx_blksize) }
    /// What holds for it beside its fields.
    public var attributes: STATX_ATTR { STATX_ATTR(rawValue: layout.stx_attributes) }
    /// Which of ``attributes`` the file system knows about.
    public var attributesMask: STATX_ATTR { STATX_ATTR(rawValue: layout.stx_attributes_mask) }
    /// How many names it has.
    public var nlink: UInt32 { layout.stx_nlink }
    /// Its owner.
    public var uid: Uid { Uid(layout.stx_uid) }
    /// Its group.
    public var gid: Gid { Gid(layout.stx_gid) }
    /// Its kind and its permission bits.
    public var mode: UInt32 { UInt32(layout.stx_mode) }
    /// Its inode number.
    public var ino: UInt64 { layout.stx_ino }
    /// Its size in bytes.
    public var size: UInt64 { layout.stx_size }
    /// How many blocks of 512 bytes it takes.
    public var blocks: UInt64 { layout.stx_blocks }
    /// When it was read last.
    public var atime: Timespec { time(layout.stx_atime) }
    /// When it was made.
    public var btime: Timespec { time(layout.stx_btime) }
    /// When its inode changed last.
    public var ctime: Timespec { time(layout.stx_ctime) }
    /// When its data changed last.
    public var mtime: Timespec { time(layout.stx_mtime) }
    /// The major number of the device it is, where it is one.
    public var rdevMajor: UInt32 { layout.stx_rdev_major }
    /// The minor number of the device it is, where it is one.
    public var rdevMinor: UInt32 { layout.stx_rdev_minor }
    /// The major number of the device it is on.
    public var devMajor: UInt32 { layout.stx_dev_major }
    /// The minor number of the device it is on.
    public var devMinor: UInt32 { layout.stx_dev_minor }
    /// The number of the mount it is on.
    public var mountID: UInt64 { layout.stx_mnt_id }

    /// What kind of file it is.
    public var fileType: S_IF { S_IF(rawValue: mode & UInt32(S_IFMT)) }
    /// What may be done with it, by whom.
    public var permissions: Mode { Mode(rawValue: mode & ~UInt32(S_IFMT)) }

    private func time(_ time: rsyscall_statx_timestamp) -> Timespec {
        Timespec(seconds: time.tv_sec, nanoseconds: Int64(time.tv_nsec))
    }
}
