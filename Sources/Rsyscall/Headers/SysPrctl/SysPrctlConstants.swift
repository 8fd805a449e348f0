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
    /// `PR_GET_UNALIGN`: unaligned access, on architectures that care.
    public static var get_unalign: PR { PR(rawValue: CInt(PR_GET_UNALIGN)) }
    /// `PR_SET_UNALIGN`: sets what it does.
    public static var set_unalign: PR { PR(rawValue: CInt(PR_SET_UNALIGN)) }
    /// `PR_GET_FPEMU`: floating point emulation, on ia64.
    public static var get_fpemu: PR { PR(rawValue: CInt(PR_GET_FPEMU)) }
    /// `PR_SET_FPEMU`: sets it.
    public static var set_fpemu: PR { PR(rawValue: CInt(PR_SET_FPEMU)) }
    /// `PR_GET_FPEXC`: floating point exceptions, on PowerPC.
    public static var get_fpexc: PR { PR(rawValue: CInt(PR_GET_FPEXC)) }
    /// `PR_SET_FPEXC`: sets them.
    public static var set_fpexc: PR { PR(rawValue: CInt(PR_SET_FPEXC)) }
    /// `PR_GET_TIMING`: how CPU time is counted.
    public static var get_timing: PR { PR(rawValue: CInt(PR_GET_TIMING)) }
    /// `PR_SET_TIMING`: sets how.
    public static var set_timing: PR { PR(rawValue: CInt(PR_SET_TIMING)) }
    /// `PR_GET_ENDIAN`: the byte order, on PowerPC.
    public static var get_endian: PR { PR(rawValue: CInt(PR_GET_ENDIAN)) }
    /// `PR_SET_ENDIAN`: sets it.
    public static var set_endian: PR { PR(rawValue: CInt(PR_SET_ENDIAN)) }
    /// `PR_GET_TSC`: whether the time stamp counter may be read.
    public static var get_tsc: PR { PR(rawValue: CInt(PR_GET_TSC)) }
    /// `PR_SET_TSC`: sets whether.
    public static var set_tsc: PR { PR(rawValue: CInt(PR_SET_TSC)) }
    /// `PR_TASK_PERF_EVENTS_DISABLE`: stops the process's performance counters.
    public static var task_perf_events_disable: PR { PR(rawValue: CInt(PR_TASK_PERF_EVENTS_DISABLE)) }
    /// `PR_TASK_PERF_EVENTS_ENABLE`: starts them again.
    public static var task_perf_events_enable: PR { PR(rawValue: CInt(PR_TASK_PERF_EVENTS_ENABLE)) }
    /// `PR_MCE_KILL`: how it is killed for broken memory.
    public static var mce_kill: PR { PR(rawValue: CInt(PR_MCE_KILL)) }
    /// `PR_MCE_KILL_GET`: tells how.
    public static var mce_kill_get: PR { PR(rawValue: CInt(PR_MCE_KILL_GET)) }
    /// `PR_GET_TID_ADDRESS`: where its number is cleared when it leaves this memory.
    public static var get_tid_address: PR { PR(rawValue: CInt(PR_GET_TID_ADDRESS)) }
    /// `PR_SET_FP_MODE`: sets the floating point mode, on MIPS.
    public static var set_fp_mode: PR { PR(rawValue: CInt(PR_SET_FP_MODE)) }
    /// `PR_GET_FP_MODE`: tells it.
    public static var get_fp_mode: PR { PR(rawValue: CInt(PR_GET_FP_MODE)) }
    /// `PR_SVE_SET_VL`: sets the length of vectors, on arm64.
    public static var sve_set_vl: PR { PR(rawValue: CInt(PR_SVE_SET_VL)) }
    /// `PR_SVE_GET_VL`: tells it.
    public static var sve_get_vl: PR { PR(rawValue: CInt(PR_SVE_GET_VL)) }
    /// `PR_GET_SPECULATION_CTRL`: how speculation is restrained.
    public static var get_speculation_ctrl: PR { PR(rawValue: CInt(PR_GET_SPECULATION_CTRL)) }
    /// `PR_SET_SPECULATION_CTRL`: restrains it.
    public static var set_speculation_ctrl: PR { PR(rawValue: CInt(PR_SET_SPECULATION_CTRL)) }
    /// `PR_PAC_RESET_KEYS`: makes new keys for pointers, on arm64.
    public static var pac_reset_keys: PR { PR(rawValue: CInt(PR_PAC_RESET_KEYS)) }
    /// `PR_SET_TAGGED_ADDR_CTRL`: sets whether addresses may be tagged, on arm64.
    public static var set_tagged_addr_ctrl: PR { PR(rawValue: CInt(PR_SET_TAGGED_ADDR_CTRL)) }
    /// `PR_GET_TAGGED_ADDR_CTRL`: tells whether.
    public static var get_tagged_addr_ctrl: PR { PR(rawValue: CInt(PR_GET_TAGGED_ADDR_CTRL)) }
    /// `PR_SET_IO_FLUSHER`: it serves the memory that is to be freed.
    public static var set_io_flusher: PR { PR(rawValue: CInt(PR_SET_IO_FLUSHER)) }
    /// `PR_GET_IO_FLUSHER`: tells whether.
    public static var get_io_flusher: PR { PR(rawValue: CInt(PR_GET_IO_FLUSHER)) }
    /// `PR_SET_SYSCALL_USER_DISPATCH`: its system calls become signals.
    public static var set_syscall_user_dispatch: PR { PR(rawValue: CInt(PR_SET_SYSCALL_USER_DISPATCH)) }
    /// `PR_SET_VMA`: names anonymous memory.
    public static var set_vma: PR { PR(rawValue: CInt(PR_SET_VMA)) }

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
            (.get_unalign, "PR_GET_UNALIGN"),
            (.set_unalign, "PR_SET_UNALIGN"),
            (.get_fpemu, "PR_GET_FPEMU"),
            (.set_fpemu, "PR_SET_FPEMU"),
            (.get_fpexc, "PR_GET_FPEXC"),
            (.set_fpexc, "PR_SET_FPEXC"),
            (.get_timing, "PR_GET_TIMING"),
            (.set_timing, "PR_SET_TIMING"),
            (.get_endian, "PR_GET_ENDIAN"),
            (.set_endian, "PR_SET_ENDIAN"),
            (.get_tsc, "PR_GET_TSC"),
            (.set_tsc, "PR_SET_TSC"),
            (.task_perf_events_disable, "PR_TASK_PERF_EVENTS_DISABLE"),
            (.task_perf_events_enable, "PR_TASK_PERF_EVENTS_ENABLE"),
            (.mce_kill, "PR_MCE_KILL"),
            (.mce_kill_get, "PR_MCE_KILL_GET"),
            (.get_tid_address, "PR_GET_TID_ADDRESS"),
            (.set_fp_mode, "PR_SET_FP_MODE"),
            (.get_fp_mode, "PR_GET_FP_MODE"),
            (.sve_set_vl, "PR_SVE_SET_VL"),
            (.sve_get_vl, "PR_SVE_GET_VL"),
            (.get_speculation_ctrl, "PR_GET_SPECULATION_CTRL"),
            (.set_speculation_ctrl, "PR_SET_SPECULATION_CTRL"),
            (.pac_reset_keys, "PR_PAC_RESET_KEYS"),
            (.set_tagged_addr_ctrl, "PR_SET_TAGGED_ADDR_CTRL"),
            (.get_tagged_addr_ctrl, "PR_GET_TAGGED_ADDR_CTRL"),
            (.set_io_flusher, "PR_SET_IO_FLUSHER"),
            (.get_io_flusher, "PR_GET_IO_FLUSHER"),
            (.set_syscall_user_dispatch, "PR_SET_SYSCALL_USER_DISPATCH"),
            (.set_vma, "PR_SET_VMA"),
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
