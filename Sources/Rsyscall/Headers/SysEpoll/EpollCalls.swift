extension SystemCalling where Self: ~Copyable {
    /// Creates an epoll instance, which reports what happens to descriptors: `epoll_create1(2)`.
    ///
    /// The library has its own for what Swift tasks wait for; see ``AsyncFileDescriptor``.
    public func epoll_create1(closeOnExec: Bool = true) async throws -> OwnedFileDescriptor {
        try await process.syscall(.epoll_create1, OpenFlags().closing(onExec: closeOnExec))
    }
}

extension OwnedFileDescriptor {
    /// Adds a descriptor to an epoll instance, changes what it reports of it, or removes it: `epoll_ctl(2)`.
    ///
    /// It is watched until all descriptors of its open file are closed. No event is needed to remove it.
    ///
    /// - Throws: `EEXIST` if the instance watches it already, `ENOENT` if it doesn't, `EPERM` if the file never waits,
    ///   `ELOOP` if epoll instances would watch each other, `ENOSPC` if the user watches too many, or `EINVAL` if this
    ///   isn't an epoll instance, or is the descriptor itself.
    public func epoll_ctl(
        _ operation: EPOLL_CTL, _ descriptor: borrowing OwnedFileDescriptor,
        _ event: borrowing some ValueInput<EpollEvent> = .null
    ) async throws { try await process.syscall(.epoll_ctl, self, operation, descriptor, event) }

    /// Waits until an epoll instance has events to report, and returns at most `count` of them: `epoll_wait(2)`.
    ///
    /// A negative number of milliseconds is no limit. During the wait, `mask` is blocked instead of what is blocked.
    ///
    /// - Throws: `EINTR` if a signal is handled, or `EINVAL` if this isn't an epoll instance or `count` isn't positive.
    public func epoll_wait(
        upTo count: Int, milliseconds: CInt = -1, _ mask: borrowing some ValueInput<Sigset> = .null
    ) async throws -> [EpollEvent] {
        let room = try Output<[EpollEvent]>(upTo: count)
        let reported: ReportedEvents = try await process.syscall(
            .epoll_pwait, self, room, count, milliseconds, mask, Sigset.byteCount)
        return reported.events
    }
}
