import CRsyscall

/// What is waited for; see `waitid(2)`.
public struct W: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: CInt

    /// These bits, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension W {
    /// `WNOHANG`: nothing: only what is there already.
    public static var nohang: W { W(rawValue: CInt(truncatingIfNeeded: WNOHANG)) }
    /// `WSTOPPED`: that it stops.
    public static var stopped: W { W(rawValue: CInt(truncatingIfNeeded: WSTOPPED)) }
    /// `WEXITED`: that it exits or is killed.
    public static var exited: W { W(rawValue: CInt(truncatingIfNeeded: WEXITED)) }
    /// `WCONTINUED`: that it continues.
    public static var continued: W { W(rawValue: CInt(truncatingIfNeeded: WCONTINUED)) }
    /// `WNOWAIT`: and it stays to be waited for again.
    public static var nowait: W { W(rawValue: CInt(truncatingIfNeeded: WNOWAIT)) }
    /// `__WNOTHREAD`: only children of this thread.
    public static var nothread: W { W(rawValue: CInt(truncatingIfNeeded: __WNOTHREAD)) }
    /// `__WALL`: children of every kind.
    public static var all: W { W(rawValue: CInt(truncatingIfNeeded: __WALL)) }
    /// `__WCLONE`: only children that send no `SIGCHLD`.
    public static var clone: W { W(rawValue: CInt(truncatingIfNeeded: __WCLONE)) }

    /// Every member with its name in C.
    public static var names: [(W, String)] {
        [
            (.nohang, "WNOHANG"),
            (.stopped, "WSTOPPED"),
            (.exited, "WEXITED"),
            (.continued, "WCONTINUED"),
            (.nowait, "WNOWAIT"),
            (.nothread, "__WNOTHREAD"),
            (.all, "__WALL"),
            (.clone, "__WCLONE"),
        ]
    }
}

/// Which children are waited for; see `waitid(2)`.
public struct P: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension P {
    /// `P_ALL`: all.
    public static var all: P { P(rawValue: CInt(P_ALL)) }
    /// `P_PID`: the one with this number.
    public static var pid: P { P(rawValue: CInt(P_PID)) }
    /// `P_PGID`: those of this process group.
    public static var pgid: P { P(rawValue: CInt(P_PGID)) }
    /// `P_PIDFD`: the one that this descriptor refers to.
    public static var pidfd: P { P(rawValue: CInt(P_PIDFD)) }

    /// Every member with its name in C.
    public static var names: [(P, String)] {
        [
            (.all, "P_ALL"),
            (.pid, "P_PID"),
            (.pgid, "P_PGID"),
            (.pidfd, "P_PIDFD"),
        ]
    }
}
