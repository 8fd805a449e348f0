import CRsyscall

/// What a new process shares with its maker, and what it gets of its own; see `clone(2)`.
public struct CLONE: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt64

    /// These bits, named or not.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }
}

extension CLONE {
    /// `CLONE_VM`: it shares memory.
    public static var vm: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_VM)) }
    /// `CLONE_FS`: it shares root, working directory and umask.
    public static var fs: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_FS)) }
    /// `CLONE_FILES`: it shares the descriptor table.
    public static var files: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_FILES)) }
    /// `CLONE_SIGHAND`: it shares signal handlers.
    public static var sighand: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_SIGHAND)) }
    /// `CLONE_PIDFD`: a pidfd of it is made.
    public static var pidfd: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_PIDFD)) }
    /// `CLONE_PTRACE`: it is traced as its maker is.
    public static var ptrace: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_PTRACE)) }
    /// `CLONE_VFORK`: its maker waits until it executes or exits.
    public static var vfork: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_VFORK)) }
    /// `CLONE_PARENT`: its parent is its maker's.
    public static var parent: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_PARENT)) }
    /// `CLONE_THREAD`: it is a thread of its maker's process.
    public static var thread: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_THREAD)) }
    /// `CLONE_NEWNS`: it gets a mount namespace.
    public static var newns: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_NEWNS)) }
    /// `CLONE_SYSVSEM`: it shares semaphore adjustments.
    public static var sysvsem: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_SYSVSEM)) }
    /// `CLONE_SETTLS`: its thread-local storage is set.
    public static var settls: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_SETTLS)) }
    /// `CLONE_PARENT_SETTID`: its number is stored in its maker's memory.
    public static var parent_settid: CLONE {
        CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_PARENT_SETTID))
    }
    /// `CLONE_CHILD_CLEARTID`: a word is cleared when it leaves this memory.
    public static var child_cleartid: CLONE {
        CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_CHILD_CLEARTID))
    }
    /// `CLONE_DETACHED`: ignored.
    public static var detached: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_DETACHED)) }
    /// `CLONE_UNTRACED`: no tracer can have it traced.
    public static var untraced: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_UNTRACED)) }
    /// `CLONE_CHILD_SETTID`: its number is stored in its memory.
    public static var child_settid: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_CHILD_SETTID)) }
    /// `CLONE_NEWCGROUP`: it gets a cgroup namespace.
    public static var newcgroup: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_NEWCGROUP)) }
    /// `CLONE_NEWUTS`: it gets a namespace of host names.
    public static var newuts: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_NEWUTS)) }
    /// `CLONE_NEWIPC`: it gets a namespace of System V objects and message queues.
    public static var newipc: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_NEWIPC)) }
    /// `CLONE_NEWUSER`: it gets a user namespace.
    public static var newuser: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_NEWUSER)) }
    /// `CLONE_NEWPID`: it gets a pid namespace, and is its init.
    public static var newpid: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_NEWPID)) }
    /// `CLONE_NEWNET`: it gets a network namespace.
    public static var newnet: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_NEWNET)) }
    /// `CLONE_IO`: it shares the input and output context.
    public static var io: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_IO)) }
    /// `CLONE_CLEAR_SIGHAND`: handled signals are set to their defaults.
    public static var clear_sighand: CLONE {
        CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_CLEAR_SIGHAND))
    }
    /// `CLONE_INTO_CGROUP`: it starts in another cgroup.
    public static var into_cgroup: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_INTO_CGROUP)) }
    /// `CLONE_NEWTIME`: it gets a namespace of clocks.
    public static var newtime: CLONE { CLONE(rawValue: UInt64(truncatingIfNeeded: CLONE_NEWTIME)) }

    /// Every member with its name in C.
    public static var names: [(CLONE, String)] {
        [
            (.vm, "CLONE_VM"),
            (.fs, "CLONE_FS"),
            (.files, "CLONE_FILES"),
            (.sighand, "CLONE_SIGHAND"),
            (.pidfd, "CLONE_PIDFD"),
            (.ptrace, "CLONE_PTRACE"),
            (.vfork, "CLONE_VFORK"),
            (.parent, "CLONE_PARENT"),
            (.thread, "CLONE_THREAD"),
            (.newns, "CLONE_NEWNS"),
            (.sysvsem, "CLONE_SYSVSEM"),
            (.settls, "CLONE_SETTLS"),
            (.parent_settid, "CLONE_PARENT_SETTID"),
            (.child_cleartid, "CLONE_CHILD_CLEARTID"),
            (.detached, "CLONE_DETACHED"),
            (.untraced, "CLONE_UNTRACED"),
            (.child_settid, "CLONE_CHILD_SETTID"),
            (.newcgroup, "CLONE_NEWCGROUP"),
            (.newuts, "CLONE_NEWUTS"),
            (.newipc, "CLONE_NEWIPC"),
            (.newuser, "CLONE_NEWUSER"),
            (.newpid, "CLONE_NEWPID"),
            (.newnet, "CLONE_NEWNET"),
            (.io, "CLONE_IO"),
            (.clear_sighand, "CLONE_CLEAR_SIGHAND"),
            (.into_cgroup, "CLONE_INTO_CGROUP"),
            (.newtime, "CLONE_NEWTIME"),
        ]
    }
}
