import CRsyscall

/// How a file system is mounted; see `mount(2)`.
public struct MS: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt

    /// These bits, named or not.
    public init(rawValue: UInt) {
        self.rawValue = rawValue
    }
}

extension MS {
    /// `MS_RDONLY`: read only.
    public static var rdonly: MS { MS(rawValue: UInt(MS_RDONLY)) }
    /// `MS_NOSUID`: set-user-ID bits have no effect.
    public static var nosuid: MS { MS(rawValue: UInt(MS_NOSUID)) }
    /// `MS_NODEV`: devices cannot be used.
    public static var nodev: MS { MS(rawValue: UInt(MS_NODEV)) }
    /// `MS_NOEXEC`: nothing can be executed.
    public static var noexec: MS { MS(rawValue: UInt(MS_NOEXEC)) }
    /// `MS_SYNCHRONOUS`: writes are synchronous.
    public static var synchronous: MS { MS(rawValue: UInt(MS_SYNCHRONOUS)) }
    /// `MS_REMOUNT`: changes an existing mount.
    public static var remount: MS { MS(rawValue: UInt(MS_REMOUNT)) }
    /// `MS_MANDLOCK`: mandatory locks.
    public static var mandlock: MS { MS(rawValue: UInt(MS_MANDLOCK)) }
    /// `MS_DIRSYNC`: changes to directories are synchronous.
    public static var dirsync: MS { MS(rawValue: UInt(MS_DIRSYNC)) }
    /// `MS_NOSYMFOLLOW`: symbolic links are not followed.
    public static var nosymfollow: MS { MS(rawValue: UInt(MS_NOSYMFOLLOW)) }
    /// `MS_NOATIME`: access times are not kept.
    public static var noatime: MS { MS(rawValue: UInt(MS_NOATIME)) }
    /// `MS_NODIRATIME`: access times of directories are not kept.
    public static var nodiratime: MS { MS(rawValue: UInt(MS_NODIRATIME)) }
    /// `MS_BIND`: a tree that is mounted already, here too.
    public static var bind: MS { MS(rawValue: UInt(MS_BIND)) }
    /// `MS_MOVE`: moved from there to here.
    public static var move: MS { MS(rawValue: UInt(MS_MOVE)) }
    /// `MS_REC`: with all that is mounted below.
    public static var rec: MS { MS(rawValue: UInt(MS_REC)) }
    /// `MS_SILENT`: fewer messages in the kernel log.
    public static var silent: MS { MS(rawValue: UInt(MS_SILENT)) }
    /// `MS_UNBINDABLE`: cannot be bound elsewhere.
    public static var unbindable: MS { MS(rawValue: UInt(MS_UNBINDABLE)) }
    /// `MS_PRIVATE`: nothing passes from or to other namespaces.
    public static var `private`: MS { MS(rawValue: UInt(MS_PRIVATE)) }
    /// `MS_SLAVE`: mounts pass to here and not from here.
    public static var slave: MS { MS(rawValue: UInt(MS_SLAVE)) }
    /// `MS_SHARED`: mounts pass both ways.
    public static var shared: MS { MS(rawValue: UInt(MS_SHARED)) }
    /// `MS_RELATIME`: access times follow changes.
    public static var relatime: MS { MS(rawValue: UInt(MS_RELATIME)) }
    /// `MS_STRICTATIME`: access times are always kept.
    public static var strictatime: MS { MS(rawValue: UInt(MS_STRICTATIME)) }
    /// `MS_LAZYTIME`: times are written back late.
    public static var lazytime: MS { MS(rawValue: UInt(MS_LAZYTIME)) }

    /// Every member with its name in C.
    public static var names: [(MS, String)] {
        [
            (.rdonly, "MS_RDONLY"),
            (.nosuid, "MS_NOSUID"),
            (.nodev, "MS_NODEV"),
            (.noexec, "MS_NOEXEC"),
            (.synchronous, "MS_SYNCHRONOUS"),
            (.remount, "MS_REMOUNT"),
            (.mandlock, "MS_MANDLOCK"),
            (.dirsync, "MS_DIRSYNC"),
            (.nosymfollow, "MS_NOSYMFOLLOW"),
            (.noatime, "MS_NOATIME"),
            (.nodiratime, "MS_NODIRATIME"),
            (.bind, "MS_BIND"),
            (.move, "MS_MOVE"),
            (.rec, "MS_REC"),
            (.silent, "MS_SILENT"),
            (.unbindable, "MS_UNBINDABLE"),
            (.`private`, "MS_PRIVATE"),
            (.slave, "MS_SLAVE"),
            (.shared, "MS_SHARED"),
            (.relatime, "MS_RELATIME"),
            (.strictatime, "MS_STRICTATIME"),
            (.lazytime, "MS_LAZYTIME"),
        ]
    }
}

/// How a file system is unmounted; see `umount2(2)`.
public struct MNT: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: CInt

    /// These bits, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension MNT {
    /// `MNT_FORCE`: even if it is in use.
    public static var force: MNT { MNT(rawValue: CInt(truncatingIfNeeded: MNT_FORCE)) }
    /// `MNT_DETACH`: out of sight now, gone when nobody uses it.
    public static var detach: MNT { MNT(rawValue: CInt(truncatingIfNeeded: MNT_DETACH)) }
    /// `MNT_EXPIRE`: only if it was not used since the last try.
    public static var expire: MNT { MNT(rawValue: CInt(truncatingIfNeeded: MNT_EXPIRE)) }
    /// `UMOUNT_NOFOLLOW`: a symbolic link is not followed.
    public static var umount_nofollow: MNT { MNT(rawValue: CInt(truncatingIfNeeded: UMOUNT_NOFOLLOW)) }

    /// Every member with its name in C.
    public static var names: [(MNT, String)] {
        [
            (.force, "MNT_FORCE"),
            (.detach, "MNT_DETACH"),
            (.expire, "MNT_EXPIRE"),
            (.umount_nofollow, "UMOUNT_NOFOLLOW"),
        ]
    }
}

/// How a tree of mounts is opened; see `open_tree(2)`.
public struct OPEN_TREE: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt32

    /// These bits, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension OPEN_TREE {
    /// `OPEN_TREE_CLONE`: a detached copy.
    public static var clone: OPEN_TREE { OPEN_TREE(rawValue: UInt32(truncatingIfNeeded: OPEN_TREE_CLONE)) }
    /// `OPEN_TREE_CLOEXEC`: closed by `execve`.
    public static var cloexec: OPEN_TREE {
        OPEN_TREE(rawValue: UInt32(truncatingIfNeeded: OPEN_TREE_CLOEXEC))
    }

    /// Every member with its name in C.
    public static var names: [(OPEN_TREE, String)] {
        [
            (.clone, "OPEN_TREE_CLONE"),
            (.cloexec, "OPEN_TREE_CLOEXEC"),
        ]
    }
}

/// How a mount is moved; see `move_mount(2)`.
public struct MOVE_MOUNT: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt32

    /// These bits, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension MOVE_MOUNT {
    /// `MOVE_MOUNT_F_SYMLINKS`: symbolic links are followed in the source.
    public static var f_symlinks: MOVE_MOUNT {
        MOVE_MOUNT(rawValue: UInt32(truncatingIfNeeded: MOVE_MOUNT_F_SYMLINKS))
    }
    /// `MOVE_MOUNT_F_AUTOMOUNTS`: automounts are followed in the source.
    public static var f_automounts: MOVE_MOUNT {
        MOVE_MOUNT(rawValue: UInt32(truncatingIfNeeded: MOVE_MOUNT_F_AUTOMOUNTS))
    }
    /// `MOVE_MOUNT_F_EMPTY_PATH`: the source is the descriptor itself.
    public static var f_empty_path: MOVE_MOUNT {
        MOVE_MOUNT(rawValue: UInt32(truncatingIfNeeded: MOVE_MOUNT_F_EMPTY_PATH))
    }
    /// `MOVE_MOUNT_T_SYMLINKS`: symbolic links are followed in the target.
    public static var t_symlinks: MOVE_MOUNT {
        MOVE_MOUNT(rawValue: UInt32(truncatingIfNeeded: MOVE_MOUNT_T_SYMLINKS))
    }
    /// `MOVE_MOUNT_T_AUTOMOUNTS`: automounts are followed in the target.
    public static var t_automounts: MOVE_MOUNT {
        MOVE_MOUNT(rawValue: UInt32(truncatingIfNeeded: MOVE_MOUNT_T_AUTOMOUNTS))
    }
    /// `MOVE_MOUNT_T_EMPTY_PATH`: the target is the descriptor itself.
    public static var t_empty_path: MOVE_MOUNT {
        MOVE_MOUNT(rawValue: UInt32(truncatingIfNeeded: MOVE_MOUNT_T_EMPTY_PATH))
    }
    /// `MOVE_MOUNT_SET_GROUP`: the source's sharing group is taken over.
    public static var set_group: MOVE_MOUNT {
        MOVE_MOUNT(rawValue: UInt32(truncatingIfNeeded: MOVE_MOUNT_SET_GROUP))
    }

    /// Every member with its name in C.
    public static var names: [(MOVE_MOUNT, String)] {
        [
            (.f_symlinks, "MOVE_MOUNT_F_SYMLINKS"),
            (.f_automounts, "MOVE_MOUNT_F_AUTOMOUNTS"),
            (.f_empty_path, "MOVE_MOUNT_F_EMPTY_PATH"),
            (.t_symlinks, "MOVE_MOUNT_T_SYMLINKS"),
            (.t_automounts, "MOVE_MOUNT_T_AUTOMOUNTS"),
            (.t_empty_path, "MOVE_MOUNT_T_EMPTY_PATH"),
            (.set_group, "MOVE_MOUNT_SET_GROUP"),
        ]
    }
}

/// How a file system context is made; see `fsopen(2)`.
public struct FSOPEN: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt32

    /// These bits, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension FSOPEN {
    /// `FSOPEN_CLOEXEC`: closed by `execve`.
    public static var cloexec: FSOPEN { FSOPEN(rawValue: UInt32(truncatingIfNeeded: FSOPEN_CLOEXEC)) }

    /// Every member with its name in C.
    public static var names: [(FSOPEN, String)] {
        [
            (.cloexec, "FSOPEN_CLOEXEC")
        ]
    }
}

/// What is done with a file system context; see `fsconfig(2)`.
public struct FSCONFIG: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: UInt32

    /// The constant with this number, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension FSCONFIG {
    /// `FSCONFIG_SET_FLAG`: a parameter without a value is set.
    public static var set_flag: FSCONFIG { FSCONFIG(rawValue: FSCONFIG_SET_FLAG.rawValue) }
    /// `FSCONFIG_SET_STRING`: a parameter is set to a string.
    public static var set_string: FSCONFIG { FSCONFIG(rawValue: FSCONFIG_SET_STRING.rawValue) }
    /// `FSCONFIG_SET_BINARY`: a parameter is set to bytes.
    public static var set_binary: FSCONFIG { FSCONFIG(rawValue: FSCONFIG_SET_BINARY.rawValue) }
    /// `FSCONFIG_SET_PATH`: a parameter is set to the file at a path.
    public static var set_path: FSCONFIG { FSCONFIG(rawValue: FSCONFIG_SET_PATH.rawValue) }
    /// `FSCONFIG_SET_PATH_EMPTY`: a parameter is set to a path or a descriptor.
    public static var set_path_empty: FSCONFIG { FSCONFIG(rawValue: FSCONFIG_SET_PATH_EMPTY.rawValue) }
    /// `FSCONFIG_SET_FD`: a parameter is set to a descriptor.
    public static var set_fd: FSCONFIG { FSCONFIG(rawValue: FSCONFIG_SET_FD.rawValue) }
    /// `FSCONFIG_CMD_CREATE`: the file system is made.
    public static var cmd_create: FSCONFIG { FSCONFIG(rawValue: FSCONFIG_CMD_CREATE.rawValue) }
    /// `FSCONFIG_CMD_RECONFIGURE`: the file system is changed.
    public static var cmd_reconfigure: FSCONFIG { FSCONFIG(rawValue: FSCONFIG_CMD_RECONFIGURE.rawValue) }

    /// Every member with its name in C.
    public static var names: [(FSCONFIG, String)] {
        [
            (.set_flag, "FSCONFIG_SET_FLAG"),
            (.set_string, "FSCONFIG_SET_STRING"),
            (.set_binary, "FSCONFIG_SET_BINARY"),
            (.set_path, "FSCONFIG_SET_PATH"),
            (.set_path_empty, "FSCONFIG_SET_PATH_EMPTY"),
            (.set_fd, "FSCONFIG_SET_FD"),
            (.cmd_create, "FSCONFIG_CMD_CREATE"),
            (.cmd_reconfigure, "FSCONFIG_CMD_RECONFIGURE"),
        ]
    }
}

/// How a mount is made of a context; see `fsmount(2)`.
public struct FSMOUNT: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt32

    /// These bits, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension FSMOUNT {
    /// `FSMOUNT_CLOEXEC`: closed by `execve`.
    public static var cloexec: FSMOUNT { FSMOUNT(rawValue: UInt32(truncatingIfNeeded: FSMOUNT_CLOEXEC)) }

    /// Every member with its name in C.
    public static var names: [(FSMOUNT, String)] {
        [
            (.cloexec, "FSMOUNT_CLOEXEC")
        ]
    }
}

/// What holds for a mount; see `mount_setattr(2)`.
public struct MOUNT_ATTR: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt64

    /// These bits, named or not.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }
}

extension MOUNT_ATTR {
    /// `MOUNT_ATTR_RDONLY`: read only.
    public static var rdonly: MOUNT_ATTR {
        MOUNT_ATTR(rawValue: UInt64(truncatingIfNeeded: MOUNT_ATTR_RDONLY))
    }
    /// `MOUNT_ATTR_NOSUID`: set-user-ID bits have no effect.
    public static var nosuid: MOUNT_ATTR {
        MOUNT_ATTR(rawValue: UInt64(truncatingIfNeeded: MOUNT_ATTR_NOSUID))
    }
    /// `MOUNT_ATTR_NODEV`: devices cannot be used.
    public static var nodev: MOUNT_ATTR { MOUNT_ATTR(rawValue: UInt64(truncatingIfNeeded: MOUNT_ATTR_NODEV)) }
    /// `MOUNT_ATTR_NOEXEC`: nothing can be executed.
    public static var noexec: MOUNT_ATTR {
        MOUNT_ATTR(rawValue: UInt64(truncatingIfNeeded: MOUNT_ATTR_NOEXEC))
    }
    /// `MOUNT_ATTR_NOATIME`: access times are not kept.
    public static var noatime: MOUNT_ATTR {
        MOUNT_ATTR(rawValue: UInt64(truncatingIfNeeded: MOUNT_ATTR_NOATIME))
    }
    /// `MOUNT_ATTR_STRICTATIME`: access times are always kept.
    public static var strictatime: MOUNT_ATTR {
        MOUNT_ATTR(rawValue: UInt64(truncatingIfNeeded: MOUNT_ATTR_STRICTATIME))
    }
    /// `MOUNT_ATTR_NODIRATIME`: access times of directories are not kept.
    public static var nodiratime: MOUNT_ATTR {
        MOUNT_ATTR(rawValue: UInt64(truncatingIfNeeded: MOUNT_ATTR_NODIRATIME))
    }
    /// `MOUNT_ATTR_IDMAP`: owners are mapped as in a user namespace.
    public static var idmap: MOUNT_ATTR { MOUNT_ATTR(rawValue: UInt64(truncatingIfNeeded: MOUNT_ATTR_IDMAP)) }
    /// `MOUNT_ATTR_NOSYMFOLLOW`: symbolic links are not followed.
    public static var nosymfollow: MOUNT_ATTR {
        MOUNT_ATTR(rawValue: UInt64(truncatingIfNeeded: MOUNT_ATTR_NOSYMFOLLOW))
    }
    /// `MOUNT_ATTR_RELATIME`: access times follow changes.
    public static var relatime: MOUNT_ATTR {
        MOUNT_ATTR(rawValue: UInt64(truncatingIfNeeded: MOUNT_ATTR_RELATIME))
    }

    /// Every member with its name in C.
    public static var names: [(MOUNT_ATTR, String)] {
        [
            (.rdonly, "MOUNT_ATTR_RDONLY"),
            (.nosuid, "MOUNT_ATTR_NOSUID"),
            (.nodev, "MOUNT_ATTR_NODEV"),
            (.noexec, "MOUNT_ATTR_NOEXEC"),
            (.noatime, "MOUNT_ATTR_NOATIME"),
            (.strictatime, "MOUNT_ATTR_STRICTATIME"),
            (.nodiratime, "MOUNT_ATTR_NODIRATIME"),
            (.idmap, "MOUNT_ATTR_IDMAP"),
            (.nosymfollow, "MOUNT_ATTR_NOSYMFOLLOW"),
            (.relatime, "MOUNT_ATTR_RELATIME"),
        ]
    }
}
