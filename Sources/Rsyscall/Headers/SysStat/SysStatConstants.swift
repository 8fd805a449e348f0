import CRsyscall

/// A file's permission bits; see `inode(7)`.
public struct Mode: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt32

    /// These bits, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension Mode {
    /// `S_IRWXU`: the owner may do all.
    public static var rwxu: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_IRWXU)) }
    /// `S_IRWXG`: the group may do all.
    public static var rwxg: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_IRWXG)) }
    /// `S_IRWXO`: others may do all.
    public static var rwxo: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_IRWXO)) }
    /// `S_ISUID`: it runs as its owner.
    public static var suid: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_ISUID)) }
    /// `S_ISGID`: it runs as its group.
    public static var sgid: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_ISGID)) }
    /// `S_ISVTX`: only owners remove files from this directory.
    public static var svtx: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_ISVTX)) }
    /// `S_IRUSR`: the owner may read.
    public static var rusr: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_IRUSR)) }
    /// `S_IWUSR`: the owner may write.
    public static var wusr: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_IWUSR)) }
    /// `S_IXUSR`: the owner may execute, or search.
    public static var xusr: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_IXUSR)) }
    /// `S_IRGRP`: the group may read.
    public static var rgrp: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_IRGRP)) }
    /// `S_IWGRP`: the group may write.
    public static var wgrp: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_IWGRP)) }
    /// `S_IXGRP`: the group may execute, or search.
    public static var xgrp: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_IXGRP)) }
    /// `S_IROTH`: others may read.
    public static var roth: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_IROTH)) }
    /// `S_IWOTH`: others may write.
    public static var woth: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_IWOTH)) }
    /// `S_IXOTH`: others may execute, or search.
    public static var xoth: Mode { Mode(rawValue: UInt32(truncatingIfNeeded: S_IXOTH)) }

    /// Every member with its name in C.
    public static var names: [(Mode, String)] {
        [
            (.rwxu, "S_IRWXU"),
            (.rwxg, "S_IRWXG"),
            (.rwxo, "S_IRWXO"),
            (.suid, "S_ISUID"),
            (.sgid, "S_ISGID"),
            (.svtx, "S_ISVTX"),
            (.rusr, "S_IRUSR"),
            (.wusr, "S_IWUSR"),
            (.xusr, "S_IXUSR"),
            (.rgrp, "S_IRGRP"),
            (.wgrp, "S_IWGRP"),
            (.xgrp, "S_IXGRP"),
            (.roth, "S_IROTH"),
            (.woth, "S_IWOTH"),
            (.xoth, "S_IXOTH"),
        ]
    }

    /// The bits in octal, as strace prints them.
    public var description: String { rawValue == 0 ? "0" : "0" + String(rawValue, radix: 8) }
}

/// What kind of file it is; see `inode(7)`.
public struct S_IF: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: UInt32

    /// The constant with this number, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension S_IF {
    /// `S_IFSOCK`: a socket.
    public static var sock: S_IF { S_IF(rawValue: UInt32(S_IFSOCK)) }
    /// `S_IFLNK`: a symbolic link.
    public static var lnk: S_IF { S_IF(rawValue: UInt32(S_IFLNK)) }
    /// `S_IFREG`: a regular file.
    public static var reg: S_IF { S_IF(rawValue: UInt32(S_IFREG)) }
    /// `S_IFBLK`: a block device.
    public static var blk: S_IF { S_IF(rawValue: UInt32(S_IFBLK)) }
    /// `S_IFDIR`: a directory.
    public static var dir: S_IF { S_IF(rawValue: UInt32(S_IFDIR)) }
    /// `S_IFCHR`: a character device.
    public static var chr: S_IF { S_IF(rawValue: UInt32(S_IFCHR)) }
    /// `S_IFIFO`: a named pipe.
    public static var ifo: S_IF { S_IF(rawValue: UInt32(S_IFIFO)) }
    /// `S_IFMT`: all the bits that tell the kind, and itself no kind.
    public static var mt: S_IF { S_IF(rawValue: UInt32(S_IFMT)) }

    /// Every member with its name in C.
    public static var names: [(S_IF, String)] {
        [
            (.sock, "S_IFSOCK"),
            (.lnk, "S_IFLNK"),
            (.reg, "S_IFREG"),
            (.blk, "S_IFBLK"),
            (.dir, "S_IFDIR"),
            (.chr, "S_IFCHR"),
            (.ifo, "S_IFIFO"),
        ]
    }
}

/// What `statx(2)` is to find out, or found out.
public struct STATX: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt32

    /// These bits, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension STATX {
    /// `STATX_BASIC_STATS`: all that `stat` tells.
    public static var basic_stats: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_BASIC_STATS)) }
    /// `STATX_TYPE`: the file's kind.
    public static var type: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_TYPE)) }
    /// `STATX_MODE`: the permission bits.
    public static var mode: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_MODE)) }
    /// `STATX_NLINK`: the number of links.
    public static var nlink: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_NLINK)) }
    /// `STATX_UID`: the owner.
    public static var uid: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_UID)) }
    /// `STATX_GID`: the group.
    public static var gid: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_GID)) }
    /// `STATX_ATIME`: when it was read last.
    public static var atime: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_ATIME)) }
    /// `STATX_MTIME`: when its data changed last.
    public static var mtime: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_MTIME)) }
    /// `STATX_CTIME`: when its inode changed last.
    public static var ctime: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_CTIME)) }
    /// `STATX_INO`: the inode number.
    public static var ino: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_INO)) }
    /// `STATX_SIZE`: the size.
    public static var size: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_SIZE)) }
    /// `STATX_BLOCKS`: the blocks it takes.
    public static var blocks: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_BLOCKS)) }
    /// `STATX_BTIME`: when it was made.
    public static var btime: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_BTIME)) }
    /// `STATX_MNT_ID`: the mount it is on.
    public static var mnt_id: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_MNT_ID)) }
    /// `STATX_DIOALIGN`: what `O_DIRECT` wants aligned.
    public static var dioalign: STATX { STATX(rawValue: UInt32(truncatingIfNeeded: STATX_DIOALIGN)) }

    /// Every member with its name in C.
    public static var names: [(STATX, String)] {
        [
            (.basic_stats, "STATX_BASIC_STATS"),
            (.type, "STATX_TYPE"),
            (.mode, "STATX_MODE"),
            (.nlink, "STATX_NLINK"),
            (.uid, "STATX_UID"),
            (.gid, "STATX_GID"),
            (.atime, "STATX_ATIME"),
            (.mtime, "STATX_MTIME"),
            (.ctime, "STATX_CTIME"),
            (.ino, "STATX_INO"),
            (.size, "STATX_SIZE"),
            (.blocks, "STATX_BLOCKS"),
            (.btime, "STATX_BTIME"),
            (.mnt_id, "STATX_MNT_ID"),
            (.dioalign, "STATX_DIOALIGN"),
        ]
    }
}

/// What `statx(2)` tells of a file beside its inode's fields.
public struct STATX_ATTR: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt64

    /// These bits, named or not.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }
}

extension STATX_ATTR {
    /// `STATX_ATTR_COMPRESSED`: its data is compressed.
    public static var compressed: STATX_ATTR {
        STATX_ATTR(rawValue: UInt64(truncatingIfNeeded: STATX_ATTR_COMPRESSED))
    }
    /// `STATX_ATTR_IMMUTABLE`: it cannot be changed.
    public static var immutable: STATX_ATTR {
        STATX_ATTR(rawValue: UInt64(truncatingIfNeeded: STATX_ATTR_IMMUTABLE))
    }
    /// `STATX_ATTR_APPEND`: it can only be appended to.
    public static var append: STATX_ATTR {
        STATX_ATTR(rawValue: UInt64(truncatingIfNeeded: STATX_ATTR_APPEND))
    }
    /// `STATX_ATTR_NODUMP`: backups leave it out.
    public static var nodump: STATX_ATTR {
        STATX_ATTR(rawValue: UInt64(truncatingIfNeeded: STATX_ATTR_NODUMP))
    }
    /// `STATX_ATTR_ENCRYPTED`: its data is encrypted.
    public static var encrypted: STATX_ATTR {
        STATX_ATTR(rawValue: UInt64(truncatingIfNeeded: STATX_ATTR_ENCRYPTED))
    }
    /// `STATX_ATTR_AUTOMOUNT`: something is mounted here when it is used.
    public static var automount: STATX_ATTR {
        STATX_ATTR(rawValue: UInt64(truncatingIfNeeded: STATX_ATTR_AUTOMOUNT))
    }
    /// `STATX_ATTR_MOUNT_ROOT`: it is the root of a mount.
    public static var mount_root: STATX_ATTR {
        STATX_ATTR(rawValue: UInt64(truncatingIfNeeded: STATX_ATTR_MOUNT_ROOT))
    }
    /// `STATX_ATTR_VERITY`: its data is verified by fs-verity.
    public static var verity: STATX_ATTR {
        STATX_ATTR(rawValue: UInt64(truncatingIfNeeded: STATX_ATTR_VERITY))
    }
    /// `STATX_ATTR_DAX`: it is memory that stays.
    public static var dax: STATX_ATTR { STATX_ATTR(rawValue: UInt64(truncatingIfNeeded: STATX_ATTR_DAX)) }

    /// Every member with its name in C.
    public static var names: [(STATX_ATTR, String)] {
        [
            (.compressed, "STATX_ATTR_COMPRESSED"),
            (.immutable, "STATX_ATTR_IMMUTABLE"),
            (.append, "STATX_ATTR_APPEND"),
            (.nodump, "STATX_ATTR_NODUMP"),
            (.encrypted, "STATX_ATTR_ENCRYPTED"),
            (.automount, "STATX_ATTR_AUTOMOUNT"),
            (.mount_root, "STATX_ATTR_MOUNT_ROOT"),
            (.verity, "STATX_ATTR_VERITY"),
            (.dax, "STATX_ATTR_DAX"),
        ]
    }
}
