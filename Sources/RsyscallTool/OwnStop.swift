import CRsyscall
import Glibc
import Rsyscall

/// Our own stop, by which the shell that started us sees that the command has stopped.
///
/// While we are stopped we cannot see the command go on. So another process watches for its end and then continues us:
/// to end a stopped command, it is enough to kill it.
enum OwnStop {
    /// Stops us until we are continued or the command has ended, unless a signal to continue has come meanwhile.
    static func stop(until command: ProcessID, from process: LinuxProcess) async {
        // If the command has ended there is nothing to stop for, and without a waker nothing would continue us.
        guard let number = try? await process.unsafeSyscall(.pidfd_open, command, 0) else { return }
        defer { close(CInt(number)) }
        let waker = rsyscall_start_waker(CInt(number))
        guard waker > 0 else { return }
        // What continues us is held, so that it is passed on next.
        if !isPending(.cont) { raise(SIGSTOP) }
        Glibc.kill(waker, SIGKILL)
        var status: CInt = 0
        while waitpid(waker, &status, 0) < 0 && errno == EINTR {}
    }

    /// Whether a signal that is held has come, and was not taken yet.
    static func isPending(_ signal: SIG) -> Bool {
        var pending = sigset_t()
        sigpending(&pending)
        return sigismember(&pending, signal.rawValue) == 1
    }
}
