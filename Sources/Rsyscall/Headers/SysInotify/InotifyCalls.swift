extension SystemCalling where Self: ~Copyable {
    /// Creates an inotify instance, which reports what happens to files: `inotify_init1(2)`.
    ///
    /// `flags` is ``OpenFlags/nonblock`` or nothing.
    ///
    /// - Throws: `EMFILE` if the user has too many instances.
    public func inotify_init1(
        _ flags: OpenFlags = [], closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.inotify_init1, DescriptorFlags(flags.closing(onExec: closeOnExec)))
    }
}

extension OwnedFileDescriptor {
    /// Watches the file at `path` for the events in `mask`, and returns the number of the watch: `inotify_add_watch(2)`.
    ///
    /// If the instance watches the file already, `mask` replaces the one that it has.
    ///
    /// - Throws: `ENOSPC` if the user watches too many files, `EEXIST` with ``IN/mask_create`` if it is watched, or
    ///   `EINVAL` if `mask` has no event or this isn't an inotify instance.
    public func inotify_add_watch(_ path: borrowing some PathInput, _ mask: IN) async throws -> Int {
        try await process.syscall(.inotify_add_watch, self, path, mask)
    }

    /// Removes a watch of an inotify instance, which then reports ``IN/ignored``: `inotify_rm_watch(2)`.
    ///
    /// - Throws: `EINVAL` if it has no such watch, or this isn't an inotify instance.
    public func inotify_rm_watch(_ watch: Int) async throws {
        try await process.syscall(.inotify_rm_watch, self, watch)
    }

    /// Reads the events of an inotify instance that fit into `byteCount` bytes, and waits for the first: `inotify(7)`.
    ///
    /// - Throws: `EAGAIN` if it would wait and is nonblocking, or `EINVAL` if the next event doesn't fit.
    public func readEvents(byteCount: Int = 4096) async throws -> [InotifyEvent] {
        let list: InotifyEventList = try await process.syscall(
            .read, self, Output<InotifyEventList>(byteCount: byteCount), byteCount)
        return list.events
    }
}
