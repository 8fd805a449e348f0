import Glibc
import Rsyscall

/// The signals that are passed on to the command, and `SIGCHLD`, blocked so that each stays pending until it can be
/// acted on.
///
/// They are blocked and not handled, so that the command finds them as we did: ignored or not.
struct HeldSignals: Sendable {
    /// The signals.
    let set: Sigset
    /// The signals that were blocked when we were started, and are blocked when the command starts.
    let maskBefore: Sigset

    /// Blocks them in the only thread there is, whose mask those to come inherit.
    init() {
        var set = sigset_t()
        var before = sigset_t()
        sigemptyset(&set)
        var held = Sigset.empty
        for signal in Self.passedOn + [.chld] {
            sigaddset(&set, signal.rawValue)
            held.insert(signal)
        }
        pthread_sigmask(SIG_BLOCK, &set, &before)
        var maskBefore = Sigset.empty
        for number in 1..<Int32(65) where sigismember(&before, number) == 1 {
            maskBefore.insert(SIG(rawValue: number))
        }
        self.set = held
        self.maskBefore = maskBefore
    }

    /// All that a process may send, except the signals of faults. Those that we raise ourselves, by abort(3), a
    /// breakpoint or a forbidden call, end us although they are blocked: the kernel and libc see to that.
    private static let passedOn: [SIG] =
        [.hup, .int, .quit, .trap, .abrt, .usr1, .usr2, .pipe, .alrm, .term, .stkflt, .cont, .tstp, .ttin]
        + [.ttou, .urg, .xcpu, .xfsz, .vtalrm, .prof, .winch, .io, .pwr, .sys]
        + (__libc_current_sigrtmin()...__libc_current_sigrtmax()).map { SIG(rawValue: $0) }

    /// The signals that the kernel sends to all processes in the terminal's foreground.
    static let ofTerminal: Sigset = Sigset(.hup, .int, .quit, .winch, .cont, .tstp, .ttin, .ttou)

    /// The signals that stop a process that doesn't handle them.
    static let stopping: Sigset = Sigset(.tstp, .ttin, .ttou)

    /// The signals that do nothing to a process that doesn't handle them, or continue it, which nothing prevents.
    static let harmless: Sigset = Sigset(.urg, .winch, .cont, .chld)
}
