extension OwnedFileDescriptor {
    /// Returns the settings of a terminal: `tcgetattr(3)`.
    ///
    /// - Throws: `ENOTTY` if the file isn't a terminal.
    public func tcgetattr() async throws -> Termios {
        try await process.syscall(.ioctl, self, IoctlRequest.tcgets, Output<Termios>())
    }

    /// Changes the settings of a terminal: `tcsetattr(3)`.
    ///
    /// If the process is in the background, the kernel stops it, unless it ignores or blocks `SIGTTOU`.
    ///
    /// - Throws: `ENOTTY` if the file isn't a terminal, or `EIO` if the process is in the background and its group is
    ///   orphaned.
    public func tcsetattr(_ when: TCSA, _ settings: borrowing some ValueInput<Termios>) async throws {
        try await process.syscall(.ioctl, self, when.request, settings)
    }

    /// Returns the foreground process group of the caller's terminal: `tcgetpgrp(3)`.
    ///
    /// - Throws: `ENOTTY` if the file isn't a terminal, or not the one that controls the session of the caller.
    public func tcgetpgrp() async throws -> ProcessID {
        (try await process.syscall(.ioctl, self, IoctlRequest.tiocgpgrp, Output<CInt>()) as TerminalProcess)
            .pid
    }

    /// Puts a process group of the session into the foreground: `tcsetpgrp(3)`.
    ///
    /// If the process is in the background, the kernel stops it, unless it ignores or blocks `SIGTTOU`.
    ///
    /// - Throws: `ENOTTY` if the file is not the terminal of the caller's session, `EPERM` if the group is of another
    ///   session, or `ESRCH` if no such group exists.
    public func tcsetpgrp(_ group: ProcessID) async throws {
        try await process.syscall(.ioctl, self, IoctlRequest.tiocspgrp, FrameValue(group.rawValue))
    }

    /// Returns the session that the terminal controls: `tcgetsid(3)`.
    ///
    /// - Throws: `ENOTTY` if the file isn't a terminal, or not the one that controls the session of the caller.
    public func tcgetsid() async throws -> ProcessID {
        (try await process.syscall(.ioctl, self, IoctlRequest.tiocgsid, Output<CInt>()) as TerminalProcess)
            .pid
    }

    /// Waits until all output of a terminal is sent: `tcdrain(3)`.
    ///
    /// - Throws: `ENOTTY` if the file isn't a terminal.
    public func tcdrain() async throws { try await process.syscall(.ioctl, self, IoctlRequest.tcsbrk, 1) }

    /// Sends a break on the line of a terminal: `tcsendbreak(3)`.
    ///
    /// - Throws: `ENOTTY` if the file isn't a terminal.
    public func tcsendbreak() async throws { try await process.syscall(.ioctl, self, IoctlRequest.tcsbrk, 0) }

    /// Drops the input of a terminal that was not read, the output that was not sent, or both: `tcflush(3)`.
    ///
    /// - Throws: `ENOTTY` if the file isn't a terminal, or `EINVAL` for an unknown queue.
    public func tcflush(_ queue: TerminalQueue) async throws {
        try await process.syscall(.ioctl, self, IoctlRequest.tcflsh, queue)
    }

    /// Stops or restarts the output of a terminal, or asks the other end to do so: `tcflow(3)`.
    ///
    /// - Throws: `ENOTTY` if the file isn't a terminal, or `EINVAL` for an unknown action.
    public func tcflow(_ action: TerminalFlow) async throws {
        try await process.syscall(.ioctl, self, IoctlRequest.tcxonc, action)
    }
}
