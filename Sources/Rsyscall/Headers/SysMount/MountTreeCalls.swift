extension PathBase where Self: ~Copyable {
    /// Opens the mount at `path`, or with ``OPEN_TREE/clone`` a detached copy: `open_tree(2)`.
    ///
    /// With ``AT/recursive``, the mounts below it are copied too.
    ///
    /// - Throws: `EPERM` without ``CAP/sys_admin`` for a copy.
    public func open_tree(
        _ path: borrowing some PathInput, _ flags: OPEN_TREE = [], at: AT = [], closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(
            .open_tree, self, path, OpenTreeFlags(flags: flags.closing(onExec: closeOnExec), at: at))
    }

    /// Moves the mount at `path` to `newPath`, both relative to this directory: `move_mount(2)`.
    ///
    /// - Throws: `EINVAL` if `path` is not a mount or its parent is shared.
    public func move_mount(
        _ path: borrowing some PathInput, to newPath: borrowing some PathInput, _ flags: MOVE_MOUNT = []
    ) async throws { try await process.syscall(.move_mount, self, path, self, newPath, flags) }

    /// Moves the mount at `path`, relative to this directory, to `newPath` in `directory`: `move_mount(2)`.
    public func move_mount(
        _ path: borrowing some PathInput, to newPath: borrowing some PathInput,
        in directory: borrowing some PathBase & ~Copyable, _ flags: MOVE_MOUNT = []
    ) async throws { try await process.syscall(.move_mount, self, path, directory, newPath, flags) }

    /// Changes the attributes of the mount at `path`, or with ``AT/recursive`` of its whole tree: `mount_setattr(2)`.
    ///
    /// - Throws: `EINVAL` if `path` is not the root of a mount, or `EPERM` if an attribute is locked.
    public func mount_setattr(
        _ path: borrowing some PathInput, _ flags: AT = [], _ attributes: borrowing some ValueInput<MountAttr>
    ) async throws {
        try await process.syscall(.mount_setattr, self, path, flags, attributes, MountAttr.byteCount)
    }
}

extension OwnedFileDescriptor {
    /// Attaches this descriptor's mount at `target`, which may be relative to the working directory: `move_mount(2)`.
    public func move_mount(to target: borrowing some PathInput, _ flags: MOVE_MOUNT = []) async throws {
        try await process.syscall(.move_mount, self, "", process, target, flags.union(.f_empty_path))
    }

    /// Changes the attributes of the mount that this descriptor refers to: `mount_setattr(2)`.
    public func mount_setattr(
        set: MOUNT_ATTR = [], clear: MOUNT_ATTR = [], propagation: MS = [], recursive: Bool = false
    ) async throws {
        try await process.syscall(
            .mount_setattr, self, "", recursive ? AT([.empty_path, .recursive]) : .empty_path,
            MountAttr(set: set, clr: clear, propagation: propagation), MountAttr.byteCount)
    }
}
