extension SystemCalling where Self: ~Copyable {
    /// Mounts a file system, or changes a mount: `mount(2)`.
    ///
    /// The source is a device, a directory for ``MS/bind``, or any word. The type is empty if the flags leave
    /// none to choose. `data` are options for the file system.
    ///
    /// - Throws: `EPERM` without ``CAP/sys_admin``, `ENODEV` for an unknown type, `EBUSY`, or `EINVAL`.
    public func mount(
        _ source: borrowing some PathInput, _ target: borrowing some PathInput,
        _ type: borrowing some StringInput = "", _ flags: MS = [], data: borrowing some StringInput = ""
    ) async throws { try await process.syscall(.mount, source, target, type, flags, data) }

    /// Unmounts what is mounted on `target`: `umount2(2)`.
    ///
    /// - Throws: `EINVAL` if nothing is mounted there, `EBUSY` if it is in use, or `EAGAIN` the first time
    ///   with ``MNT/expire``.
    public func umount2(_ target: borrowing some PathInput, _ flags: MNT = []) async throws {
        try await process.syscall(.umount2, target, flags)
    }

    /// Makes `newRoot` the root and mounts the old root on `putOld`, below it: `pivot_root(2)`.
    ///
    /// - Throws: `EINVAL` if `newRoot` is not a mount point or `putOld` is not below it, or `EBUSY` if either
    ///   is on the old root's mount.
    public func pivot_root(
        _ newRoot: borrowing some PathInput, _ putOld: borrowing some PathInput
    ) async throws { try await process.syscall(.pivot_root, newRoot, putOld) }
}
