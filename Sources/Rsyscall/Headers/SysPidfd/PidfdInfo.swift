import CRsyscall

/// `struct pidfd_info`: information about the process of a pidfd; see `PIDFD_GET_INFO(2const)`.
///
/// ```swift
/// let info = try await pidfd.ioctl(.pidfd_get_info, replacing: PidfdInfo([.pid, .creds]))
/// ```
public struct PidfdInfo: KernelStruct {
    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: rsyscall_pidfd_info

        /// Creates the layout from the C struct.
        public init(_ c: rsyscall_pidfd_info) {
            self.c = c
        }
    }

    /// The C layout.
    public let layout: Layout

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.layout = layout
    }

    /// Creates a struct that asks for these fields.
    public init(_ mask: PIDFD_INFO) {
        var info = rsyscall_pidfd_info()
        info.mask = mask.rawValue
        self.init(layout: Layout(info))
    }

    /// The fields that the kernel filled.
    public var mask: PIDFD_INFO { PIDFD_INFO(rawValue: layout.c.mask) }
    /// The ID of the cgroup.
    public var cgroupid: UInt64 { layout.c.cgroupid }
    /// The thread ID in the caller's pid namespace.
    public var pid: ProcessID { ProcessID(CInt(bitPattern: layout.c.pid)) }
    /// The process ID in the caller's pid namespace.
    public var tgid: ProcessID { ProcessID(CInt(bitPattern: layout.c.tgid)) }
    /// The parent's process ID in the caller's pid namespace; 0 if that namespace doesn't contain it.
    public var ppid: ProcessID { ProcessID(CInt(bitPattern: layout.c.ppid)) }
    /// The real, the effective and the saved user.
    public var users: Resuid {
        Resuid(real: Uid(layout.c.ruid), effective: Uid(layout.c.euid), saved: Uid(layout.c.suid))
    }
    /// The real, the effective and the saved group.
    public var groups: Resgid {
        Resgid(real: Gid(layout.c.rgid), effective: Gid(layout.c.egid), saved: Gid(layout.c.sgid))
    }
    /// The user that file system checks use.
    public var fsuid: Uid { Uid(layout.c.fsuid) }
    /// The group that file system checks use.
    public var fsgid: Gid { Gid(layout.c.fsgid) }
    /// How the process ended; `nil` unless ``mask`` has ``PIDFD_INFO/exit``.
    public var exitState: ChildState? {
        mask.contains(.exit) ? ChildState(waitStatus: layout.c.exit_code) : nil
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}
