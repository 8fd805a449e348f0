import CRsyscall

/// What `prctl(2)` is to do.
public struct PR: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension PR {
    /// `PR_SET_PDEATHSIG`: which signal comes when the parent dies.
    public static var set_pdeathsig: PR { PR(rawValue: CInt(PR_SET_PDEATHSIG)) }
    /// `PR_GET_PDEATHSIG`: tells which.
    public static var get_pdeathsig: PR { PR(rawValue: CInt(PR_GET_PDEATHSIG)) }
    /// `PR_GET_DUMPABLE`: whether it may leave a core.
    public static var get_dumpable: PR { PR(rawValue: CInt(PR_GET_DUMPABLE)) }
    /// `PR_SET_DUMPABLE`: sets whether.
    public static var set_dumpable: PR { PR(rawValue: CInt(PR_SET_DUMPABLE)) }
    /// `PR_GET_KEEPCAPS`: whether capabilities survive a change of user.
    public static var get_keepcaps: PR { PR(rawValue: CInt(PR_GET_KEEPCAPS)) }
    /// `PR_SET_KEEPCAPS`: sets whether.
    public static var set_keepcaps: PR { PR(rawValue: CInt(PR_SET_KEEPCAPS)) }
    /// `PR_SET_NAME`: names the thread.
    public static var set_name: PR { PR(rawValue: CInt(PR_SET_NAME)) }
    /// `PR_GET_NAME`: tells the name.
    public static var get_name: PR { PR(rawValue: CInt(PR_GET_NAME)) }
    /// `PR_GET_SECCOMP`: the seccomp mode.
    public static var get_seccomp: PR { PR(rawValue: CInt(PR_GET_SECCOMP)) }
    /// `PR_SET_SECCOMP`: sets the seccomp mode.
    public static var set_seccomp: PR { PR(rawValue: CInt(PR_SET_SECCOMP)) }
    /// `PR_CAPBSET_READ`: whether a capability is in the bounding set.
    public static var capbset_read: PR { PR(rawValue: CInt(PR_CAPBSET_READ)) }
    /// `PR_CAPBSET_DROP`: drops one from the bounding set.
    public static var capbset_drop: PR { PR(rawValue: CInt(PR_CAPBSET_DROP)) }
    /// `PR_GET_SECUREBITS`: the secure bits.
    public static var get_securebits: PR { PR(rawValue: CInt(PR_GET_SECUREBITS)) }
    /// `PR_SET_SECUREBITS`: sets the secure bits.
    public static var set_securebits: PR { PR(rawValue: CInt(PR_SET_SECUREBITS)) }
    /// `PR_SET_TIMERSLACK`: how late timers may be.
    public static var set_timerslack: PR { PR(rawValue: CInt(PR_SET_TIMERSLACK)) }
    /// `PR_GET_TIMERSLACK`: tells how late.
    public static var get_timerslack: PR { PR(rawValue: CInt(PR_GET_TIMERSLACK)) }
    /// `PR_SET_MM`: changes what the kernel shows of the memory's layout.
    public static var set_mm: PR { PR(rawValue: CInt(PR_SET_MM)) }
    /// `PR_SET_CHILD_SUBREAPER`: orphaned descendants become its children.
    public static var set_child_subreaper: PR { PR(rawValue: CInt(PR_SET_CHILD_SUBREAPER)) }
    /// `PR_GET_CHILD_SUBREAPER`: tells whether.
    public static var get_child_subreaper: PR { PR(rawValue: CInt(PR_GET_CHILD_SUBREAPER)) }
    /// `PR_SET_NO_NEW_PRIVS`: execve gives no privileges any more.
    public static var set_no_new_privs: PR { PR(rawValue: CInt(PR_SET_NO_NEW_PRIVS)) }
    /// `PR_GET_NO_NEW_PRIVS`: tells whether.
    public static var get_no_new_privs: PR { PR(rawValue: CInt(PR_GET_NO_NEW_PRIVS)) }
    /// `PR_SET_THP_DISABLE`: no transparent huge pages.
    public static var set_thp_disable: PR { PR(rawValue: CInt(PR_SET_THP_DISABLE)) }
    /// `PR_GET_THP_DISABLE`: tells whether.
    public static var get_thp_disable: PR { PR(rawValue: CInt(PR_GET_THP_DISABLE)) }
    /// `PR_CAP_AMBIENT`: reads or changes the ambient set.
    public static var cap_ambient: PR { PR(rawValue: CInt(CRsyscall.PR_CAP_AMBIENT)) }
    /// `PR_SET_PTRACER`: who may trace it beside its parents.
    public static var set_ptracer: PR { PR(rawValue: CInt(PR_SET_PTRACER)) }

    /// Every member with its name in C.
    public static var names: [(PR, String)] {
        [
            (.set_pdeathsig, "PR_SET_PDEATHSIG"),
            (.get_pdeathsig, "PR_GET_PDEATHSIG"),
            (.get_dumpable, "PR_GET_DUMPABLE"),
            (.set_dumpable, "PR_SET_DUMPABLE"),
            (.get_keepcaps, "PR_GET_KEEPCAPS"),
            (.set_keepcaps, "PR_SET_KEEPCAPS"),
            (.set_name, "PR_SET_NAME"),
            (.get_name, "PR_GET_NAME"),
            (.get_seccomp, "PR_GET_SECCOMP"),
            (.set_seccomp, "PR_SET_SECCOMP"),
            (.capbset_read, "PR_CAPBSET_READ"),
            (.capbset_drop, "PR_CAPBSET_DROP"),
            (.get_securebits, "PR_GET_SECUREBITS"),
            (.set_securebits, "PR_SET_SECUREBITS"),
            (.set_timerslack, "PR_SET_TIMERSLACK"),
            (.get_timerslack, "PR_GET_TIMERSLACK"),
            (.set_mm, "PR_SET_MM"),
            (.set_child_subreaper, "PR_SET_CHILD_SUBREAPER"),
            (.get_child_subreaper, "PR_GET_CHILD_SUBREAPER"),
            (.set_no_new_privs, "PR_SET_NO_NEW_PRIVS"),
            (.get_no_new_privs, "PR_GET_NO_NEW_PRIVS"),
            (.set_thp_disable, "PR_SET_THP_DISABLE"),
            (.get_thp_disable, "PR_GET_THP_DISABLE"),
            (.cap_ambient, "PR_CAP_AMBIENT"),
            (.set_ptracer, "PR_SET_PTRACER"),
        ]
    }
}

/// What `PR_CAP_AMBIENT` of `prctl(2)` is to do.
public struct PR_CAP_AMBIENT: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension PR_CAP_AMBIENT {
    /// `PR_CAP_AMBIENT_IS_SET`: tells whether a capability is in the set.
    public static var is_set: PR_CAP_AMBIENT { PR_CAP_AMBIENT(rawValue: CInt(PR_CAP_AMBIENT_IS_SET)) }
    /// `PR_CAP_AMBIENT_RAISE`: adds one.
    public static var raise: PR_CAP_AMBIENT { PR_CAP_AMBIENT(rawValue: CInt(PR_CAP_AMBIENT_RAISE)) }
    /// `PR_CAP_AMBIENT_LOWER`: removes one.
    public static var lower: PR_CAP_AMBIENT { PR_CAP_AMBIENT(rawValue: CInt(PR_CAP_AMBIENT_LOWER)) }
    /// `PR_CAP_AMBIENT_CLEAR_ALL`: removes all.
    public static var clear_all: PR_CAP_AMBIENT { PR_CAP_AMBIENT(rawValue: CInt(PR_CAP_AMBIENT_CLEAR_ALL)) }

    /// Every member with its name in C.
    public static var names: [(PR_CAP_AMBIENT, String)] {
        [
            (.is_set, "PR_CAP_AMBIENT_IS_SET"),
            (.raise, "PR_CAP_AMBIENT_RAISE"),
            (.lower, "PR_CAP_AMBIENT_LOWER"),
            (.clear_all, "PR_CAP_AMBIENT_CLEAR_ALL"),
        ]
    }
}
