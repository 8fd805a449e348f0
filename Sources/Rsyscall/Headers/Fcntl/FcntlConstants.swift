import CRsyscall

/// How a file is opened; see `open(2)`.
public struct O: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: CInt

    /// These bits, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension O {
    /// `O_RDWR`: for reading and writing.
    public static var rdwr: O { O(rawValue: CInt(O_RDWR)) }
    /// `O_WRONLY`: for writing only.
    public static var wronly: O { O(rawValue: CInt(O_WRONLY)) }
    /// `O_TMPFILE`: an unnamed file in this directory.
    public static var tmpfile: O { O(rawValue: CInt(RSYSCALL_O_TMPFILE)) }
    /// `O_SYNC`: writes end when data and metadata are on the device.
    public static var sync: O { O(rawValue: CInt(RSYSCALL_O_SYNC)) }
    /// `O_CREAT`: made where it does not exist.
    public static var creat: O { O(rawValue: CInt(O_CREAT)) }
    /// `O_EXCL`: refused where it exists.
    public static var excl: O { O(rawValue: CInt(O_EXCL)) }
    /// `O_NOCTTY`: not to become the controlling terminal.
    public static var noctty: O { O(rawValue: CInt(O_NOCTTY)) }
    /// `O_TRUNC`: cut to no bytes.
    public static var trunc: O { O(rawValue: CInt(O_TRUNC)) }
    /// `O_APPEND`: every write goes to the end.
    public static var append: O { O(rawValue: CInt(O_APPEND)) }
    /// `O_NONBLOCK`: calls that would wait fail with `EAGAIN`.
    public static var nonblock: O { O(rawValue: CInt(O_NONBLOCK)) }
    /// `O_DSYNC`: writes end when the data is on the device.
    public static var dsync: O { O(rawValue: CInt(O_DSYNC)) }
    /// `FASYNC`: a signal when input or output becomes possible.
    public static var async: O { O(rawValue: CInt(FASYNC)) }
    /// `O_DIRECT`: past the page cache.
    public static var direct: O { O(rawValue: CInt(O_DIRECT)) }
    /// `O_LARGEFILE`: offsets of 64 bits, which are always allowed here.
    public static var largefile: O { O(rawValue: CInt(O_LARGEFILE)) }
    /// `O_DIRECTORY`: refused where it is no directory.
    public static var directory: O { O(rawValue: CInt(O_DIRECTORY)) }
    /// `O_NOFOLLOW`: refused where the last component is a symbolic link.
    public static var nofollow: O { O(rawValue: CInt(O_NOFOLLOW)) }
    /// `O_NOATIME`: reading does not change the access time.
    public static var noatime: O { O(rawValue: CInt(O_NOATIME)) }
    /// `O_CLOEXEC`: closed by `execve`.
    public static var cloexec: O { O(rawValue: CInt(O_CLOEXEC)) }
    /// `O_PATH`: only to name the file, neither to read nor to write it.
    public static var path: O { O(rawValue: CInt(O_PATH)) }
    /// `O_RDONLY`: for reading only.
    public static var rdonly: O { O(rawValue: CInt(O_RDONLY)) }

    /// Every member with its name in C.
    public static var names: [(O, String)] {
        [
            (.rdwr, "O_RDWR"),
            (.wronly, "O_WRONLY"),
            (.tmpfile, "O_TMPFILE"),
            (.sync, "O_SYNC"),
            (.creat, "O_CREAT"),
            (.excl, "O_EXCL"),
            (.noctty, "O_NOCTTY"),
            (.trunc, "O_TRUNC"),
            (.append, "O_APPEND"),
            (.nonblock, "O_NONBLOCK"),
            (.dsync, "O_DSYNC"),
            (.async, "FASYNC"),
            (.direct, "O_DIRECT"),
            (.largefile, "O_LARGEFILE"),
            (.directory, "O_DIRECTORY"),
            (.nofollow, "O_NOFOLLOW"),
            (.noatime, "O_NOATIME"),
            (.cloexec, "O_CLOEXEC"),
            (.path, "O_PATH"),
            (.rdonly, "O_RDONLY"),
        ]
    }

    /// The names in C as strace prints them, the access mode first.
    public var description: String {
        let accessMode = rawValue & O_ACCMODE
        let access = Self.names.first { $0.0.rawValue == accessMode }?.1 ?? "O_ACCMODE"
        return ([access] + namesBesideAccess).joined(separator: "|")
    }

    fileprivate var namesBesideAccess: [String] {
        var rest = O(rawValue: rawValue & ~O_ACCMODE)
        var parts: [String] = []
        for (flag, name) in Self.names where flag.rawValue & O_ACCMODE == 0 && flag.rawValue != 0 {
            if rest.isSuperset(of: flag) {
                parts.append(name)
                rest.subtract(flag)
            }
        }
        if rest.rawValue != 0 { parts.append("0x" + String(rest.rawValue, radix: 16)) }
        return parts
    }
}

/// How a call that takes a directory and a path treats them; see `openat(2)` and its kin.
public struct AT: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: CInt

    /// These bits, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension AT {
    /// `AT_SYMLINK_NOFOLLOW`: the link itself, where the last component is one.
    public static var symlink_nofollow: AT { AT(rawValue: CInt(AT_SYMLINK_NOFOLLOW)) }
    /// `AT_REMOVEDIR`: a directory is removed, as `rmdir` does.
    public static var removedir: AT { AT(rawValue: CInt(AT_REMOVEDIR)) }
    /// `AT_SYMLINK_FOLLOW`: what the link leads to.
    public static var symlink_follow: AT { AT(rawValue: CInt(AT_SYMLINK_FOLLOW)) }
    /// `AT_NO_AUTOMOUNT`: nothing is mounted on the way.
    public static var no_automount: AT { AT(rawValue: CInt(AT_NO_AUTOMOUNT)) }
    /// `AT_EMPTY_PATH`: the descriptor itself, where the path is empty.
    public static var empty_path: AT { AT(rawValue: CInt(AT_EMPTY_PATH)) }
    /// `AT_STATX_FORCE_SYNC`: a network file system asks its server.
    public static var statx_force_sync: AT { AT(rawValue: CInt(AT_STATX_FORCE_SYNC)) }
    /// `AT_STATX_DONT_SYNC`: a network file system answers from its cache.
    public static var statx_dont_sync: AT { AT(rawValue: CInt(AT_STATX_DONT_SYNC)) }
    /// `AT_RECURSIVE`: the whole tree of mounts.
    public static var recursive: AT { AT(rawValue: CInt(AT_RECURSIVE)) }

    /// Every member with its name in C.
    public static var names: [(AT, String)] {
        [
            (.symlink_nofollow, "AT_SYMLINK_NOFOLLOW"),
            (.removedir, "AT_REMOVEDIR"),
            (.symlink_follow, "AT_SYMLINK_FOLLOW"),
            (.no_automount, "AT_NO_AUTOMOUNT"),
            (.empty_path, "AT_EMPTY_PATH"),
            (.statx_force_sync, "AT_STATX_FORCE_SYNC"),
            (.statx_dont_sync, "AT_STATX_DONT_SYNC"),
            (.recursive, "AT_RECURSIVE"),
        ]
    }

    /// `AT_FDCWD`: the working directory, in place of a descriptor of a directory.
    public static var fdcwd: FileDescriptorNumber { .workingDirectory }
    /// `AT_EACCESS`: with the effective user and group and not the real ones; its bit has another
    /// meaning in other calls.
    public static var eaccess: AT { AT(rawValue: CInt(AT_EACCESS)) }
}

/// Those flags of `open(2)` that a call takes which opens no path, and so has no access mode.
struct DescriptorFlags: SyscallArgument {
    private let flags: O
    init(_ flags: O) { self.flags = flags }
    var register: UInt { flags.register }
    var traced: String {
        guard flags.rawValue & O_ACCMODE == 0 else { return flags.traced }
        let names = flags.namesBesideAccess
        return names.isEmpty ? "0" : names.joined(separator: "|")
    }
}

/// What `fcntl(2)` is to do.
public struct F: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension F {
    /// `F_DUPFD`: duplicates the descriptor to the lowest number from the argument on.
    public static var dupfd: F { F(rawValue: CInt(F_DUPFD)) }
    /// `F_DUPFD_CLOEXEC`: the same, closed by `execve`.
    public static var dupfd_cloexec: F { F(rawValue: CInt(F_DUPFD_CLOEXEC)) }
    /// `F_GETFD`: reads the descriptor's own flags.
    public static var getfd: F { F(rawValue: CInt(F_GETFD)) }
    /// `F_SETFD`: sets the descriptor's own flags.
    public static var setfd: F { F(rawValue: CInt(F_SETFD)) }
    /// `F_GETFL`: reads the open file's flags.
    public static var getfl: F { F(rawValue: CInt(F_GETFL)) }
    /// `F_SETFL`: sets those of the open file's flags that can change.
    public static var setfl: F { F(rawValue: CInt(F_SETFL)) }
    /// `F_GETLK`: tells which lock would stand in the way.
    public static var getlk: F { F(rawValue: CInt(F_GETLK)) }
    /// `F_SETLK`: sets or clears a lock of the process, or fails.
    public static var setlk: F { F(rawValue: CInt(F_SETLK)) }
    /// `F_SETLKW`: sets or clears a lock of the process, waiting for it.
    public static var setlkw: F { F(rawValue: CInt(F_SETLKW)) }
    /// `F_SETOWN`: says who gets `SIGIO`.
    public static var setown: F { F(rawValue: CInt(F_SETOWN)) }
    /// `F_GETOWN`: tells who gets `SIGIO`.
    public static var getown: F { F(rawValue: CInt(F_GETOWN)) }
    /// `F_SETSIG`: says which signal is sent in place of `SIGIO`.
    public static var setsig: F { F(rawValue: CInt(F_SETSIG)) }
    /// `F_GETSIG`: tells which signal is sent in place of `SIGIO`.
    public static var getsig: F { F(rawValue: CInt(F_GETSIG)) }
    /// `F_OFD_GETLK`: tells which lock would stand in the way of one of the open file.
    public static var ofd_getlk: F { F(rawValue: CInt(F_OFD_GETLK)) }
    /// `F_OFD_SETLK`: sets or clears a lock of the open file, or fails.
    public static var ofd_setlk: F { F(rawValue: CInt(F_OFD_SETLK)) }
    /// `F_OFD_SETLKW`: sets or clears a lock of the open file, waiting for it.
    public static var ofd_setlkw: F { F(rawValue: CInt(F_OFD_SETLKW)) }
    /// `F_SETLEASE`: takes or gives up a lease.
    public static var setlease: F { F(rawValue: CInt(F_SETLEASE)) }
    /// `F_GETLEASE`: tells which lease is held.
    public static var getlease: F { F(rawValue: CInt(F_GETLEASE)) }
    /// `F_NOTIFY`: has changes to a directory signalled.
    public static var notify: F { F(rawValue: CInt(F_NOTIFY)) }
    /// `F_SETPIPE_SZ`: sets how many bytes a pipe holds.
    public static var setpipe_sz: F { F(rawValue: CInt(F_SETPIPE_SZ)) }
    /// `F_GETPIPE_SZ`: tells how many bytes a pipe holds.
    public static var getpipe_sz: F { F(rawValue: CInt(F_GETPIPE_SZ)) }
    /// `F_ADD_SEALS`: seals a memfd.
    public static var add_seals: F { F(rawValue: CInt(F_ADD_SEALS)) }
    /// `F_GET_SEALS`: tells a memfd's seals.
    public static var get_seals: F { F(rawValue: CInt(F_GET_SEALS)) }
    /// `F_GET_RW_HINT`: tells how long the file's data is expected to live.
    public static var get_rw_hint: F { F(rawValue: CInt(F_GET_RW_HINT)) }
    /// `F_SET_RW_HINT`: says how long the file's data is expected to live.
    public static var set_rw_hint: F { F(rawValue: CInt(F_SET_RW_HINT)) }
    /// `F_GET_FILE_RW_HINT`: tells the hint of the open file alone.
    public static var get_file_rw_hint: F { F(rawValue: CInt(F_GET_FILE_RW_HINT)) }
    /// `F_SET_FILE_RW_HINT`: sets the hint of the open file alone.
    public static var set_file_rw_hint: F { F(rawValue: CInt(F_SET_FILE_RW_HINT)) }
    /// `F_SETOWN_EX`: says which thread, process or group gets `SIGIO`.
    public static var setown_ex: F { F(rawValue: CInt(F_SETOWN_EX)) }
    /// `F_GETOWN_EX`: tells which thread, process or group gets `SIGIO`.
    public static var getown_ex: F { F(rawValue: CInt(F_GETOWN_EX)) }

    /// Every member with its name in C.
    public static var names: [(F, String)] {
        [
            (.dupfd, "F_DUPFD"),
            (.dupfd_cloexec, "F_DUPFD_CLOEXEC"),
            (.getfd, "F_GETFD"),
            (.setfd, "F_SETFD"),
            (.getfl, "F_GETFL"),
            (.setfl, "F_SETFL"),
            (.getlk, "F_GETLK"),
            (.setlk, "F_SETLK"),
            (.setlkw, "F_SETLKW"),
            (.setown, "F_SETOWN"),
            (.getown, "F_GETOWN"),
            (.setsig, "F_SETSIG"),
            (.getsig, "F_GETSIG"),
            (.ofd_getlk, "F_OFD_GETLK"),
            (.ofd_setlk, "F_OFD_SETLK"),
            (.ofd_setlkw, "F_OFD_SETLKW"),
            (.setlease, "F_SETLEASE"),
            (.getlease, "F_GETLEASE"),
            (.notify, "F_NOTIFY"),
            (.setpipe_sz, "F_SETPIPE_SZ"),
            (.getpipe_sz, "F_GETPIPE_SZ"),
            (.add_seals, "F_ADD_SEALS"),
            (.get_seals, "F_GET_SEALS"),
            (.get_rw_hint, "F_GET_RW_HINT"),
            (.set_rw_hint, "F_SET_RW_HINT"),
            (.get_file_rw_hint, "F_GET_FILE_RW_HINT"),
            (.set_file_rw_hint, "F_SET_FILE_RW_HINT"),
            (.setown_ex, "F_SETOWN_EX"),
            (.getown_ex, "F_GETOWN_EX"),
        ]
    }
}

/// The flags of a descriptor itself; see `F_GETFD` in `fcntl(2)`.
public struct FD: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: CInt

    /// These bits, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension FD {
    /// `FD_CLOEXEC`: closed by `execve`.
    public static var cloexec: FD { FD(rawValue: CInt(FD_CLOEXEC)) }

    /// Every member with its name in C.
    public static var names: [(FD, String)] {
        [
            (.cloexec, "FD_CLOEXEC")
        ]
    }
}

/// What can no longer be done to a sealed file; see `F_ADD_SEALS` in `fcntl(2)`.
public struct F_SEAL: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: CInt

    /// These bits, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension F_SEAL {
    /// `F_SEAL_SEAL`: no further seal can be added.
    public static var seal: F_SEAL { F_SEAL(rawValue: CInt(F_SEAL_SEAL)) }
    /// `F_SEAL_SHRINK`: it cannot become shorter.
    public static var shrink: F_SEAL { F_SEAL(rawValue: CInt(F_SEAL_SHRINK)) }
    /// `F_SEAL_GROW`: it cannot become longer.
    public static var grow: F_SEAL { F_SEAL(rawValue: CInt(F_SEAL_GROW)) }
    /// `F_SEAL_WRITE`: it cannot be written.
    public static var write: F_SEAL { F_SEAL(rawValue: CInt(F_SEAL_WRITE)) }
    /// `F_SEAL_FUTURE_WRITE`: it cannot be written but through mappings that exist.
    public static var future_write: F_SEAL { F_SEAL(rawValue: CInt(F_SEAL_FUTURE_WRITE)) }

    /// Every member with its name in C.
    public static var names: [(F_SEAL, String)] {
        [
            (.seal, "F_SEAL_SEAL"),
            (.shrink, "F_SEAL_SHRINK"),
            (.grow, "F_SEAL_GROW"),
            (.write, "F_SEAL_WRITE"),
            (.future_write, "F_SEAL_FUTURE_WRITE"),
        ]
    }
}
