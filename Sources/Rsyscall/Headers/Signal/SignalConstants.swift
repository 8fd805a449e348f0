import CRsyscall

/// A signal; see `signal(7)`.
public struct SIG: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension SIG {
    /// `SIGHUP`: the terminal is gone.
    public static var hup: SIG { SIG(rawValue: CInt(SIGHUP)) }
    /// `SIGINT`: interrupted from the keyboard.
    public static var int: SIG { SIG(rawValue: CInt(SIGINT)) }
    /// `SIGQUIT`: quit from the keyboard.
    public static var quit: SIG { SIG(rawValue: CInt(SIGQUIT)) }
    /// `SIGILL`: an illegal instruction.
    public static var ill: SIG { SIG(rawValue: CInt(SIGILL)) }
    /// `SIGTRAP`: a breakpoint.
    public static var trap: SIG { SIG(rawValue: CInt(SIGTRAP)) }
    /// `SIGABRT`: `abort(3)`.
    public static var abrt: SIG { SIG(rawValue: CInt(SIGABRT)) }
    /// `SIGBUS`: bad memory access.
    public static var bus: SIG { SIG(rawValue: CInt(SIGBUS)) }
    /// `SIGFPE`: an arithmetic error.
    public static var fpe: SIG { SIG(rawValue: CInt(SIGFPE)) }
    /// `SIGKILL`: killed; cannot be caught.
    public static var kill: SIG { SIG(rawValue: CInt(SIGKILL)) }
    /// `SIGUSR1`: the first for the user.
    public static var usr1: SIG { SIG(rawValue: CInt(SIGUSR1)) }
    /// `SIGSEGV`: an invalid address.
    public static var segv: SIG { SIG(rawValue: CInt(SIGSEGV)) }
    /// `SIGUSR2`: the second for the user.
    public static var usr2: SIG { SIG(rawValue: CInt(SIGUSR2)) }
    /// `SIGPIPE`: written to a pipe that nobody reads.
    public static var pipe: SIG { SIG(rawValue: CInt(SIGPIPE)) }
    /// `SIGALRM`: `alarm(2)`.
    public static var alrm: SIG { SIG(rawValue: CInt(SIGALRM)) }
    /// `SIGTERM`: asked to terminate.
    public static var term: SIG { SIG(rawValue: CInt(SIGTERM)) }
    /// `SIGSTKFLT`: unused.
    public static var stkflt: SIG { SIG(rawValue: CInt(SIGSTKFLT)) }
    /// `SIGCHLD`: a child stopped or terminated.
    public static var chld: SIG { SIG(rawValue: CInt(SIGCHLD)) }
    /// `SIGCONT`: continue.
    public static var cont: SIG { SIG(rawValue: CInt(SIGCONT)) }
    /// `SIGSTOP`: stopped; cannot be caught.
    public static var stop: SIG { SIG(rawValue: CInt(SIGSTOP)) }
    /// `SIGTSTP`: stopped from the keyboard.
    public static var tstp: SIG { SIG(rawValue: CInt(SIGTSTP)) }
    /// `SIGTTIN`: read from the terminal in the background.
    public static var ttin: SIG { SIG(rawValue: CInt(SIGTTIN)) }
    /// `SIGTTOU`: wrote to the terminal in the background.
    public static var ttou: SIG { SIG(rawValue: CInt(SIGTTOU)) }
    /// `SIGURG`: urgent data on a socket.
    public static var urg: SIG { SIG(rawValue: CInt(SIGURG)) }
    /// `SIGXCPU`: too much CPU time.
    public static var xcpu: SIG { SIG(rawValue: CInt(SIGXCPU)) }
    /// `SIGXFSZ`: a file too large.
    public static var xfsz: SIG { SIG(rawValue: CInt(SIGXFSZ)) }
    /// `SIGVTALRM`: a virtual timer.
    public static var vtalrm: SIG { SIG(rawValue: CInt(SIGVTALRM)) }
    /// `SIGPROF`: a profiling timer.
    public static var prof: SIG { SIG(rawValue: CInt(SIGPROF)) }
    /// `SIGWINCH`: the window changed.
    public static var winch: SIG { SIG(rawValue: CInt(SIGWINCH)) }
    /// `SIGIO`: input or output is possible.
    public static var io: SIG { SIG(rawValue: CInt(SIGIO)) }
    /// `SIGPWR`: power failure.
    public static var pwr: SIG { SIG(rawValue: CInt(SIGPWR)) }
    /// `SIGSYS`: a bad system call.
    public static var sys: SIG { SIG(rawValue: CInt(SIGSYS)) }

    /// Every member with its name in C.
    public static var names: [(SIG, String)] {
        [
            (.hup, "SIGHUP"),
            (.int, "SIGINT"),
            (.quit, "SIGQUIT"),
            (.ill, "SIGILL"),
            (.trap, "SIGTRAP"),
            (.abrt, "SIGABRT"),
            (.bus, "SIGBUS"),
            (.fpe, "SIGFPE"),
            (.kill, "SIGKILL"),
            (.usr1, "SIGUSR1"),
            (.segv, "SIGSEGV"),
            (.usr2, "SIGUSR2"),
            (.pipe, "SIGPIPE"),
            (.alrm, "SIGALRM"),
            (.term, "SIGTERM"),
            (.stkflt, "SIGSTKFLT"),
            (.chld, "SIGCHLD"),
            (.cont, "SIGCONT"),
            (.stop, "SIGSTOP"),
            (.tstp, "SIGTSTP"),
            (.ttin, "SIGTTIN"),
            (.ttou, "SIGTTOU"),
            (.urg, "SIGURG"),
            (.xcpu, "SIGXCPU"),
            (.xfsz, "SIGXFSZ"),
            (.vtalrm, "SIGVTALRM"),
            (.prof, "SIGPROF"),
            (.winch, "SIGWINCH"),
            (.io, "SIGIO"),
            (.pwr, "SIGPWR"),
            (.sys, "SIGSYS"),
        ]
    }

    /// `SIGIOT`: another name of `abrt`.
    public static var iot: SIG { SIG(rawValue: CInt(SIGIOT)) }
    /// `SIGPOLL`: another name of `io`.
    public static var poll: SIG { io }

    /// The realtime signal so far from the first that the kernel knows; see `signal(7)`.
    public static func rt(_ offset: CInt) -> SIG { SIG(rawValue: CInt(SIGRTMIN) + offset) }
}

/// How a signal is handled; see `sigaction(2)`.
public struct SA: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt

    /// These bits, named or not.
    public init(rawValue: UInt) {
        self.rawValue = rawValue
    }
}

extension SA {
    /// `SA_NOCLDSTOP`: no `SIGCHLD` where a child stops.
    public static var nocldstop: SA { SA(rawValue: UInt(SA_NOCLDSTOP)) }
    /// `SA_NOCLDWAIT`: children leave no zombies.
    public static var nocldwait: SA { SA(rawValue: UInt(SA_NOCLDWAIT)) }
    /// `SA_SIGINFO`: the handler takes three arguments.
    public static var siginfo: SA { SA(rawValue: UInt(SA_SIGINFO)) }
    /// `SA_ONSTACK`: on the alternate stack.
    public static var onstack: SA { SA(rawValue: UInt(SA_ONSTACK)) }
    /// `SA_RESTART`: calls are restarted.
    public static var restart: SA { SA(rawValue: UInt(SA_RESTART)) }
    /// `SA_NODEFER`: the signal is not blocked meanwhile.
    public static var nodefer: SA { SA(rawValue: UInt(SA_NODEFER)) }
    /// `SA_RESETHAND`: set to its default once it was handled.
    public static var resethand: SA { SA(rawValue: UInt(SA_RESETHAND)) }
    /// `SA_RESTORER`: a handler returns to the action's restorer, which x86 demands.
    public static var restorer: SA { SA(rawValue: UInt(SA_RESTORER)) }
    /// `SA_UNSUPPORTED`: never supported, to tell a kernel that clears unknown flags.
    public static var unsupported: SA { SA(rawValue: UInt(SA_UNSUPPORTED)) }
    /// `SA_EXPOSE_TAGBITS`: a fault's address comes with its tag bits.
    public static var expose_tagbits: SA { SA(rawValue: UInt(SA_EXPOSE_TAGBITS)) }

    /// Every member with its name in C.
    public static var names: [(SA, String)] {
        [
            (.nocldstop, "SA_NOCLDSTOP"),
            (.nocldwait, "SA_NOCLDWAIT"),
            (.siginfo, "SA_SIGINFO"),
            (.onstack, "SA_ONSTACK"),
            (.restart, "SA_RESTART"),
            (.nodefer, "SA_NODEFER"),
            (.resethand, "SA_RESETHAND"),
            (.restorer, "SA_RESTORER"),
            (.unsupported, "SA_UNSUPPORTED"),
            (.expose_tagbits, "SA_EXPOSE_TAGBITS"),
        ]
    }
}

/// What is done with a set of signals; see `sigprocmask(2)`.
public struct SIG_HOW: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension SIG_HOW {
    /// `SIG_BLOCK`: they are blocked too.
    public static var block: SIG_HOW { SIG_HOW(rawValue: CInt(SIG_BLOCK)) }
    /// `SIG_UNBLOCK`: they are blocked no more.
    public static var unblock: SIG_HOW { SIG_HOW(rawValue: CInt(SIG_UNBLOCK)) }
    /// `SIG_SETMASK`: they and no others are blocked.
    public static var setmask: SIG_HOW { SIG_HOW(rawValue: CInt(SIG_SETMASK)) }

    /// Every member with its name in C.
    public static var names: [(SIG_HOW, String)] {
        [
            (.block, "SIG_BLOCK"),
            (.unblock, "SIG_UNBLOCK"),
            (.setmask, "SIG_SETMASK"),
        ]
    }
}

/// What became of a child; see `waitid(2)`.
public struct CLD: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension CLD {
    /// `CLD_EXITED`: it exited.
    public static var exited: CLD { CLD(rawValue: CInt(CLD_EXITED)) }
    /// `CLD_KILLED`: a signal killed it.
    public static var killed: CLD { CLD(rawValue: CInt(CLD_KILLED)) }
    /// `CLD_DUMPED`: a signal killed it, and it left a core.
    public static var dumped: CLD { CLD(rawValue: CInt(CLD_DUMPED)) }
    /// `CLD_TRAPPED`: its tracer was told.
    public static var trapped: CLD { CLD(rawValue: CInt(CLD_TRAPPED)) }
    /// `CLD_STOPPED`: a signal stopped it.
    public static var stopped: CLD { CLD(rawValue: CInt(CLD_STOPPED)) }
    /// `CLD_CONTINUED`: a signal continued it.
    public static var continued: CLD { CLD(rawValue: CInt(CLD_CONTINUED)) }

    /// Every member with its name in C.
    public static var names: [(CLD, String)] {
        [
            (.exited, "CLD_EXITED"),
            (.killed, "CLD_KILLED"),
            (.dumped, "CLD_DUMPED"),
            (.trapped, "CLD_TRAPPED"),
            (.stopped, "CLD_STOPPED"),
            (.continued, "CLD_CONTINUED"),
        ]
    }
}
