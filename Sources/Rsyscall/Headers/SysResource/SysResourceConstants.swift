import CRsyscall

/// A resource that is limited; see `getrlimit(2)`.
public struct RLIMIT: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension RLIMIT {
    /// `RLIMIT_CPU`: seconds of CPU time.
    public static var cpu: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_CPU)) }
    /// `RLIMIT_FSIZE`: bytes of a file.
    public static var fsize: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_FSIZE)) }
    /// `RLIMIT_DATA`: bytes of data.
    public static var data: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_DATA)) }
    /// `RLIMIT_STACK`: bytes of the stack.
    public static var stack: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_STACK)) }
    /// `RLIMIT_CORE`: bytes of a core file.
    public static var core: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_CORE)) }
    /// `RLIMIT_RSS`: bytes in memory; without effect.
    public static var rss: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_RSS)) }
    /// `RLIMIT_NPROC`: processes of the user.
    public static var nproc: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_NPROC)) }
    /// `RLIMIT_NOFILE`: one more than the highest descriptor.
    public static var nofile: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_NOFILE)) }
    /// `RLIMIT_MEMLOCK`: locked bytes.
    public static var memlock: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_MEMLOCK)) }
    /// `RLIMIT_AS`: bytes of address space.
    public static var `as`: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_AS)) }
    /// `RLIMIT_LOCKS`: file locks; without effect.
    public static var locks: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_LOCKS)) }
    /// `RLIMIT_SIGPENDING`: queued signals.
    public static var sigpending: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_SIGPENDING)) }
    /// `RLIMIT_MSGQUEUE`: bytes of message queues.
    public static var msgqueue: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_MSGQUEUE)) }
    /// `RLIMIT_NICE`: how far the priority can be raised.
    public static var nice: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_NICE)) }
    /// `RLIMIT_RTPRIO`: the highest realtime priority.
    public static var rtprio: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_RTPRIO)) }
    /// `RLIMIT_RTTIME`: microseconds of realtime without a pause.
    public static var rttime: RLIMIT { RLIMIT(rawValue: CInt(RLIMIT_RTTIME)) }

    /// Every member with its name in C.
    public static var names: [(RLIMIT, String)] {
        [
            (.cpu, "RLIMIT_CPU"),
            (.fsize, "RLIMIT_FSIZE"),
            (.data, "RLIMIT_DATA"),
            (.stack, "RLIMIT_STACK"),
            (.core, "RLIMIT_CORE"),
            (.rss, "RLIMIT_RSS"),
            (.nproc, "RLIMIT_NPROC"),
            (.nofile, "RLIMIT_NOFILE"),
            (.memlock, "RLIMIT_MEMLOCK"),
            (.`as`, "RLIMIT_AS"),
            (.locks, "RLIMIT_LOCKS"),
            (.sigpending, "RLIMIT_SIGPENDING"),
            (.msgqueue, "RLIMIT_MSGQUEUE"),
            (.nice, "RLIMIT_NICE"),
            (.rtprio, "RLIMIT_RTPRIO"),
            (.rttime, "RLIMIT_RTTIME"),
        ]
    }
}

/// Whose priority it is; see `getpriority(2)`.
public struct PRIO: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension PRIO {
    /// `PRIO_PROCESS`: a process.
    public static var process: PRIO { PRIO(rawValue: CInt(PRIO_PROCESS)) }
    /// `PRIO_PGRP`: a process group.
    public static var pgrp: PRIO { PRIO(rawValue: CInt(PRIO_PGRP)) }
    /// `PRIO_USER`: a user.
    public static var user: PRIO { PRIO(rawValue: CInt(PRIO_USER)) }

    /// Every member with its name in C.
    public static var names: [(PRIO, String)] {
        [
            (.process, "PRIO_PROCESS"),
            (.pgrp, "PRIO_PGRP"),
            (.user, "PRIO_USER"),
        ]
    }
}
