extension PathBase where Self: ~Copyable {
    /// Opens the tree of mounts at `path`, or a copy of it: `open_tree(2)`.
    ///
    /// - Parameters:
    ///   - path: The path of the mount.
    ///   - flags: ``OPEN_TREE/clone`` for a copy that is attached nowhere.
    ///   - at: How the path is looked up; ``AT/recursive`` to copy what is mounted below too.
    ///   - closeOnExec: Whether executing a program closes the descriptor.
    /// - Throws: `EPERM` without ``CAP/sys_admin`` for a copy.
    public func open_tree(
        _ path: borrowing some PathArgument & ~Copyable, _ flags: OPEN_TREE = [], at: AT = [],
        closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(
            .open_tree, self, path, OpenTreeFlags(flags: flags.closing(onExec: closeOnExec), at: at))
    }

    /// Moves the mount at `path` to `newPath`, relative to this directory too: `move_mount(2)`.
    ///
    /// - Throws: `EINVAL` if `path` is not a mount or its parent is shared.
    public func move_mount(
        _ path: borrowing some PathArgument & ~Copyable, to newPath: borrowing some PathArgument & ~Copyable,
        _ flags: MOVE_MOUNT = []
    ) async throws {
        try await process.syscall(.move_mount, self, path, self, newPath, flags)
    }

    /// Moves the mount at `path` to `newPath`, relative to `directory`: `move_mount(2)`.
    ///
    /// - Throws: `EINVAL` if `path` is not a mount or its parent is shared.
    public func move_mount(
        _ path: borrowing some PathArgument & ~Copyable, to newPath: borrowing some PathArgument & ~Copyable,
        in directory: borrowing some PathBase & ~Copyable, _ flags: MOVE_MOUNT = []
    ) async throws {
        try await process.syscall(.move_mount, self, path, directory, newPath, flags)
    }

    /// Changes the attributes of the mount at `path`: `mount_setattr(2)`.
    ///
    /// - Parameters:
    ///   - path: The path of the mount.
    ///   - flags: How the path is looked up; ``AT/recursive`` for the mounts below it too.
    ///   - attributes: The attributes to set and to clear.
    /// - Throws: `EINVAL` if `path` is not the root of a mount, or `EPERM` if an attribute is locked.
    public func mount_setattr(
        _ path: borrowing some PathArgument & ~Copyable, _ flags: AT = [],
        _ attributes: borrowing some ValueArgument<MountAttr> & ~Copyable
    ) async throws {
        try await process.syscall(.mount_setattr, self, path, flags, attributes, MountAttr.byteCount)
    }
}

extension OwnedFileDescriptor {
    /// Attaches the mount that this descriptor refers to at `target`: `move_mount(2)`.
    ///
    /// A relative `target` starts at the working directory.
    public func move_mount(
        to target: borrowing some PathArgument & ~Copyable, _ flags: MOVE_MOUNT = []
    ) async throws {
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

/// The flags of `open_tree`, which are of two kinds in one register.
struct OpenTreeFlags: RegisterArgument {
    let flags: OPEN_TREE
    let at: AT
    var register: UInt { flags.register | at.register }
    var traced: String { at.isEmpty ? flags.traced : flags.isEmpty ? at.traced : "\(flags)|\(at)" }
}
