import CRsyscall

/// What `seccomp(2)` is to do.
public struct SECCOMP: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: UInt32

    /// The constant with this number, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension SECCOMP {
    /// `SECCOMP_SET_MODE_STRICT`: only read, write, exit and sigreturn.
    public static var set_mode_strict: SECCOMP { SECCOMP(rawValue: UInt32(SECCOMP_SET_MODE_STRICT)) }
    /// `SECCOMP_SET_MODE_FILTER`: a filter decides.
    public static var set_mode_filter: SECCOMP { SECCOMP(rawValue: UInt32(SECCOMP_SET_MODE_FILTER)) }
    /// `SECCOMP_GET_ACTION_AVAIL`: tells whether an action is known.
    public static var get_action_avail: SECCOMP { SECCOMP(rawValue: UInt32(SECCOMP_GET_ACTION_AVAIL)) }
    /// `SECCOMP_GET_NOTIF_SIZES`: tells the sizes of notifications.
    public static var get_notif_sizes: SECCOMP { SECCOMP(rawValue: UInt32(SECCOMP_GET_NOTIF_SIZES)) }

    /// Every member with its name in C.
    public static var names: [(SECCOMP, String)] {
        [
            (.set_mode_strict, "SECCOMP_SET_MODE_STRICT"),
            (.set_mode_filter, "SECCOMP_SET_MODE_FILTER"),
            (.get_action_avail, "SECCOMP_GET_ACTION_AVAIL"),
            (.get_notif_sizes, "SECCOMP_GET_NOTIF_SIZES"),
        ]
    }
}

/// How a filter is installed; see `seccomp(2)`.
public struct SECCOMP_FILTER_FLAG: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt

    /// These bits, named or not.
    public init(rawValue: UInt) {
        self.rawValue = rawValue
    }
}

extension SECCOMP_FILTER_FLAG {
    /// `SECCOMP_FILTER_FLAG_TSYNC`: on all threads.
    public static var tsync: SECCOMP_FILTER_FLAG {
        SECCOMP_FILTER_FLAG(rawValue: UInt(SECCOMP_FILTER_FLAG_TSYNC))
    }
    /// `SECCOMP_FILTER_FLAG_LOG`: what it does is logged.
    public static var log: SECCOMP_FILTER_FLAG {
        SECCOMP_FILTER_FLAG(rawValue: UInt(SECCOMP_FILTER_FLAG_LOG))
    }
    /// `SECCOMP_FILTER_FLAG_SPEC_ALLOW`: speculation stays allowed.
    public static var spec_allow: SECCOMP_FILTER_FLAG {
        SECCOMP_FILTER_FLAG(rawValue: UInt(SECCOMP_FILTER_FLAG_SPEC_ALLOW))
    }
    /// `SECCOMP_FILTER_FLAG_NEW_LISTENER`: with a descriptor for notifications.
    public static var new_listener: SECCOMP_FILTER_FLAG {
        SECCOMP_FILTER_FLAG(rawValue: UInt(SECCOMP_FILTER_FLAG_NEW_LISTENER))
    }
    /// `SECCOMP_FILTER_FLAG_TSYNC_ESRCH`: a thread that cannot follow is `ESRCH`.
    public static var tsync_esrch: SECCOMP_FILTER_FLAG {
        SECCOMP_FILTER_FLAG(rawValue: UInt(SECCOMP_FILTER_FLAG_TSYNC_ESRCH))
    }

    /// Every member with its name in C.
    public static var names: [(SECCOMP_FILTER_FLAG, String)] {
        [
            (.tsync, "SECCOMP_FILTER_FLAG_TSYNC"),
            (.log, "SECCOMP_FILTER_FLAG_LOG"),
            (.spec_allow, "SECCOMP_FILTER_FLAG_SPEC_ALLOW"),
            (.new_listener, "SECCOMP_FILTER_FLAG_NEW_LISTENER"),
            (.tsync_esrch, "SECCOMP_FILTER_FLAG_TSYNC_ESRCH"),
        ]
    }
}

/// What a filter has done with a call; see `seccomp(2)`.
public struct SECCOMP_RET: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: UInt32

    /// The constant with this number, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension SECCOMP_RET {
    /// `SECCOMP_RET_KILL_PROCESS`: the process is killed.
    public static var kill_process: SECCOMP_RET { SECCOMP_RET(rawValue: UInt32(SECCOMP_RET_KILL_PROCESS)) }
    /// `SECCOMP_RET_KILL_THREAD`: the thread is killed.
    public static var kill_thread: SECCOMP_RET { SECCOMP_RET(rawValue: UInt32(SECCOMP_RET_KILL_THREAD)) }
    /// `SECCOMP_RET_TRAP`: `SIGSYS` is sent.
    public static var trap: SECCOMP_RET { SECCOMP_RET(rawValue: UInt32(SECCOMP_RET_TRAP)) }
    /// `SECCOMP_RET_ERRNO`: the call fails with the errno in the lower bits.
    public static var errno: SECCOMP_RET { SECCOMP_RET(rawValue: UInt32(SECCOMP_RET_ERRNO)) }
    /// `SECCOMP_RET_USER_NOTIF`: a listener decides.
    public static var user_notif: SECCOMP_RET { SECCOMP_RET(rawValue: UInt32(SECCOMP_RET_USER_NOTIF)) }
    /// `SECCOMP_RET_TRACE`: a tracer decides.
    public static var trace: SECCOMP_RET { SECCOMP_RET(rawValue: UInt32(SECCOMP_RET_TRACE)) }
    /// `SECCOMP_RET_LOG`: the call is logged and made.
    public static var log: SECCOMP_RET { SECCOMP_RET(rawValue: UInt32(SECCOMP_RET_LOG)) }
    /// `SECCOMP_RET_ALLOW`: the call is made.
    public static var allow: SECCOMP_RET { SECCOMP_RET(rawValue: UInt32(SECCOMP_RET_ALLOW)) }

    /// Every member with its name in C.
    public static var names: [(SECCOMP_RET, String)] {
        [
            (.kill_process, "SECCOMP_RET_KILL_PROCESS"),
            (.kill_thread, "SECCOMP_RET_KILL_THREAD"),
            (.trap, "SECCOMP_RET_TRAP"),
            (.errno, "SECCOMP_RET_ERRNO"),
            (.user_notif, "SECCOMP_RET_USER_NOTIF"),
            (.trace, "SECCOMP_RET_TRACE"),
            (.log, "SECCOMP_RET_LOG"),
            (.allow, "SECCOMP_RET_ALLOW"),
        ]
    }
}

/// What decides over a process's system calls; see `PR_GET_SECCOMP` in `prctl(2)`.
public struct SECCOMP_MODE: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: UInt32

    /// The constant with this number, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension SECCOMP_MODE {
    /// `SECCOMP_MODE_DISABLED`: nothing.
    public static var disabled: SECCOMP_MODE {
        SECCOMP_MODE(rawValue: UInt32(truncatingIfNeeded: SECCOMP_MODE_DISABLED))
    }
    /// `SECCOMP_MODE_STRICT`: only read, write, exit and sigreturn are made.
    public static var strict: SECCOMP_MODE {
        SECCOMP_MODE(rawValue: UInt32(truncatingIfNeeded: SECCOMP_MODE_STRICT))
    }
    /// `SECCOMP_MODE_FILTER`: a filter.
    public static var filter: SECCOMP_MODE {
        SECCOMP_MODE(rawValue: UInt32(truncatingIfNeeded: SECCOMP_MODE_FILTER))
    }

    /// Every member with its name in C.
    public static var names: [(SECCOMP_MODE, String)] {
        [
            (.disabled, "SECCOMP_MODE_DISABLED"),
            (.strict, "SECCOMP_MODE_STRICT"),
            (.filter, "SECCOMP_MODE_FILTER"),
        ]
    }
}
