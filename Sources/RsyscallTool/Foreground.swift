import Glibc

/// The foreground of our terminal, where a shell waits for us to stop or to end.
enum Foreground {
    /// Whether we are in it.
    static var isOurs: Bool {
        let terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC)
        guard terminal >= 0 else { return false }
        defer { close(terminal) }
        return tcgetpgrp(terminal) == getpgrp()
    }
}
