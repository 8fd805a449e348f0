import CRsyscall

/// `struct stat`: what a file system knows of a file.
public struct FileStatus: KernelStruct {
    /// The C struct.
    public let layout: rsyscall_stat

    /// The file that lies in memory like this.
    public init(layout: rsyscall_stat) {
        self.layout = layout
    }

    /// The device it is on.
    public var dev: UInt64 { UInt64(layout.st_dev) }
    /// Its inode number on that device.
    public var ino: UInt64 { UInt64(layout.st_ino) }
    /// Its kind and its permission bits.
    public var mode: UInt32 { layout.st_mode }
    /// How many names it has.
    public var nlink: UInt64 { UInt64(layout.st_nlink) }
    /// Its owner.
    public var uid: Uid { Uid(layout.st_uid) }
    /// Its group.
    public var gid: Gid { Gid(layout.st_gid) }
    /// The device it is, where it is one.
    public var rdev: UInt64 { UInt64(layout.st_rdev) }
    /// Its size in bytes.
    public var size: Int { Int(layout.st_size) }
    /// The size in bytes in which it is best read and written.
    public var blksize: Int { Int(layout.st_blksize) }
    /// How many blocks of 512 bytes it takes.
    public var blocks: Int { Int(layout.st_blocks) }
    /// When it was read last.
    public var atim: Timespec { time(layout.st_atime, layout.st_atime_nsec) }
    /// When its data changed last.
    public var mtim: Timespec { time(layout.st_mtime, layout.st_mtime_nsec) }
    /// When its inode changed last.
    public var ctim: Timespec { time(layout.st_ctime, layout.st_ctime_nsec) }

    /// What kind of file it is.
    public var fileType: S_IF { S_IF(rawValue: mode & UInt32(S_IFMT)) }
    /// What may be done with it, by whom.
    public var permissions: Mode { Mode(rawValue: mode & ~UInt32(S_IFMT)) }
    /// Its identity among the files of its host.
    public var identity: FileIdentity { FileIdentity(device: dev, inode: ino) }

    private func time(_ seconds: some BinaryInteger, _ nanoseconds: some BinaryInteger) -> Timespec {
        Timespec(
            seconds: Int64(truncatingIfNeeded: seconds), nanoseconds: Int64(truncatingIfNeeded: nanoseconds))
    }
}
