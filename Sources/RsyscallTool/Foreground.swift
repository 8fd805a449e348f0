import Glibc

/// The foreground of our terminal, where a shell waits for us to stop or to end.
enum Foreground {
    /// The group of processes that is in it; `nil` if we have no terminal.
    static var group: pid_t? {
        withTerminal { terminal in
            let group = tcgetpgrp(terminal)
            return group > 0 ? group : nil
        }
    }

    /// Puts another group there, if we are there now.
    static func pass(to group: pid_t) {
        withTerminal { terminal in
            // From the background, this would stop us.
            if tcgetpgrp(terminal) == getpgrp() { tcsetpgrp(terminal, group) }
            return nil
        }
    }

    @discardableResult
    private static func withTerminal(_ body: (CInt) -> pid_t?) -> pid_t? {
        let terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        return body(terminal)
    }
}
