public import SystemPackage

extension SystemCalling where Self: ~Copyable {
    /// Mounts a file system, or changes a mount. See `mount(2)`.
    ///
    /// - Parameters:
    ///   - source: What is mounted: a device, a directory with ``MS/bind``, or any word.
    ///   - target: Where.
    ///   - type: The kind of file system, empty where `flags` leave none to choose.
    ///   - flags: How.
    ///   - data: What the file system makes of it.
    /// - Throws: ``AddressSpaceMismatch``; ``SyscallError``, with `EPERM` without ``CAP/sys_admin``,
    ///   `ENODEV` for an unknown type, `EBUSY`, `EINVAL`; or ``Hangup``.
    public func mount(
        _ source: borrowing some InitializedPointer<FilePath> & ~Copyable,
        _ target: borrowing some InitializedPointer<FilePath> & ~Copyable,
        _ type: borrowing some InitializedPointer<String> & ~Copyable, _ flags: MS = [],
        data: borrowing some InitializedPointer<String> & ~Copyable
    ) async throws {
        let task = self.task
        try await task.withPath(source) { source in
            try await task.withPath(target) { target in
                try await task.withString(type) { type in
                    try await task.withString(data) { data in
                        _ = try await task.syscall(
                            .mount, scope: .waits, source, target, type, flags, data)
                    }
                }
            }
        }
    }

    /// Mounts a file system, or changes a mount. See `mount(2)`.
    ///
    /// - Parameters:
    ///   - source: What is mounted: a device, a directory with ``MS/bind``, or any word.
    ///   - target: Where.
    ///   - type: The kind of file system, empty where `flags` leave none to choose.
    ///   - flags: How.
    ///   - data: What the file system makes of it.
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EPERM` without ``CAP/sys_admin``, `ENODEV`
    ///   for an unknown type, `EBUSY`, `EINVAL`; or ``Hangup``.
    public func mount(
        _ source: FilePath, _ target: FilePath, _ type: String = "", _ flags: MS = [], data: String = ""
    ) async throws {
        try await mount(
            try await task.pointer(to: source), try await task.pointer(to: target),
            try await task.pointer(to: type), flags, data: try await task.pointer(to: data))
    }

    /// Unmounts what is mounted at `target`. See `umount2(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` where nothing is mounted there, `EBUSY` where it is used,
    ///   `EAGAIN` the first time with ``MNT/expire``, or ``Hangup``.
    public func umount2(
        _ target: borrowing some InitializedPointer<FilePath> & ~Copyable, _ flags: MNT = []
    ) async throws {
        try await task.withPath(target) { target in
            _ = try await task.syscall(.umount2, scope: .waits, target, flags)
        }
    }

    /// Unmounts what is mounted at `target`. See `umount2(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EINVAL` where nothing is mounted there,
    ///   `EBUSY` where it is used, `EAGAIN` the first time with ``MNT/expire``; or ``Hangup``.
    public func umount2(_ target: FilePath, _ flags: MNT = []) async throws {
        try await umount2(try await task.pointer(to: target), flags)
    }

    /// Makes `newRoot` the root and mounts the old one at `putOld`, below it. See `pivot_root(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` where `newRoot` is no mount or `putOld` not below it,
    ///   `EBUSY` where either is on the old root's mount, or ``Hangup``.
    public func pivot_root(
        _ newRoot: borrowing some InitializedPointer<FilePath> & ~Copyable,
        _ putOld: borrowing some InitializedPointer<FilePath> & ~Copyable
    ) async throws {
        try await task.withPath(newRoot) { newRoot in
            try await task.withPath(putOld) { putOld in
                _ = try await task.syscall(.pivot_root, scope: .thread, newRoot, putOld)
            }
        }
    }

    /// Makes `newRoot` the root and mounts the old one at `putOld`, below it. See `pivot_root(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EINVAL` where `newRoot` is no mount or
    ///   `putOld` not below it, `EBUSY` where either is on the old root's mount; or ``Hangup``.
    public func pivot_root(_ newRoot: FilePath, _ putOld: FilePath) async throws {
        try await pivot_root(try await task.pointer(to: newRoot), try await task.pointer(to: putOld))
    }
}
