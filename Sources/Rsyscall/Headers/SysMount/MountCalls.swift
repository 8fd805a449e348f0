extension SystemCalling where Self: ~Copyable {
    /// Mounts a file system, or changes a mount: `mount(2)`.
    ///
    /// The source is a device, a directory or file for ``MS/bind``, or any string for a file system without a
    /// device. The type is ignored if the flags change or move a mount. `data` holds options for the file system.
    ///
    /// - Throws: `EPERM` without ``CAP/sys_admin``, `ENODEV` for an unknown type, `EBUSY` if the source can't be
    ///   mounted there or made read-only because it is in use, or `EINVAL` if it has no such file system or the
    ///   flags don't fit the mount.
    public func mount(
        _ source: borrowing some PathInput, _ target: borrowing some PathInput,
        _ type: borrowing some StringInput = "", _ flags: MS = [], data: borrowing some StringInput = ""
    ) async throws { try await process.syscall(.mount, source, target, type, flags, data) }

    /// Unmounts what is mounted on `target`: `umount2(2)`.
    ///
    /// - Throws: `EINVAL` if nothing is mounted there, `EBUSY` if the mount is in use, or `EAGAIN` the first time
    ///   with ``MNT/expire``.
    public func umount2(_ target: borrowing some PathInput, _ flags: MNT = []) async throws {
        try await process.syscall(.umount2, target, flags)
    }

    /// Makes `newRoot` the root and mounts the old root on `putOld`, at or below it: `pivot_root(2)`.
    ///
    /// - Throws: `EINVAL` if `newRoot` is not a mount point or `putOld` is not at or below it, or `EBUSY` if
    ///   either is on the old root's mount.
    public func pivot_root(
        _ newRoot: borrowing some PathInput, _ putOld: borrowing some PathInput
    ) async throws { try await process.syscall(.pivot_root, newRoot, putOld) }
}
