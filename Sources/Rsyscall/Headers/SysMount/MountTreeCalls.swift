public import SystemPackage

extension PathBase where Self: ~Copyable {
    /// Opens the tree of mounts at `path`, or a copy of it. See `open_tree(2)`.
    ///
    /// - Parameters:
    ///   - path: A directory, relative to this one.
    ///   - flags: ``OPEN_TREE/clone`` for a copy that is attached nowhere.
    ///   - at: ``AT/empty_path``, ``AT/no_automount``, ``AT/symlink_nofollow``; ``AT/recursive`` to copy
    ///     what is mounted below too.
    /// - Throws: ``SyscallError``, with `EPERM` without ``CAP/sys_admin`` for a copy, or ``Hangup``.
    public func open_tree(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable, _ flags: OPEN_TREE = .cloexec,
        at: AT = []
    ) async throws -> OwnedFileDescriptor {
        let base = try pathBase()
        let task = self.task
        let bits = UInt(flags.rawValue | UInt32(truncatingIfNeeded: at.rawValue))
        let names = at.isEmpty ? "\(flags)" : "\(flags)|\(at)"
        return try await task.withPath(path) { path in
            OwnedFileDescriptor(
                try await task.syscall(
                    .open_tree, scope: .waits, base, path, DescribedArgument(bits, names)), of: task)
        }
    }

    /// Opens the tree of mounts at `path`, or a copy of it. See `open_tree(2)`.
    ///
    /// - Parameters:
    ///   - path: A directory, relative to this one.
    ///   - flags: ``OPEN_TREE/clone`` for a copy that is attached nowhere.
    ///   - at: ``AT/empty_path``, ``AT/no_automount``, ``AT/symlink_nofollow``; ``AT/recursive`` to copy
    ///     what is mounted below too.
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EPERM` without ``CAP/sys_admin`` for a copy;
    ///   or ``Hangup``.
    public func open_tree(
        _ path: FilePath, _ flags: OPEN_TREE = .cloexec, at: AT = []
    ) async throws -> OwnedFileDescriptor {
        try await open_tree(try await task.pointer(to: path), flags, at: at)
    }

    /// Moves the mount at `path` to `newPath`, relative to `directory`. See `move_mount(2)`.
    ///
    /// - Throws: ``DescriptorTableMismatch``; ``SyscallError``, with `EINVAL` where `path` is no mount or
    ///   its parent is shared; or ``Hangup``.
    public func move_mount(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable,
        to newPath: borrowing some InitializedPointer<FilePath> & ~Copyable,
        in directory: borrowing some PathBase & ~Copyable, _ flags: MOVE_MOUNT = []
    ) async throws {
        let task = self.task
        let base = try pathBase()
        let newBase = try directory.pathBase(in: task)
        try await task.withPath(path) { path in
            try await task.withPath(newPath) { newPath in
                _ = try await task.syscall(.move_mount, scope: .waits, base, path, newBase, newPath, flags)
            }
        }
    }

    /// Moves the mount at `path` to `newPath`, relative to `directory`. See `move_mount(2)`.
    ///
    /// - Throws: ``AllocationError``, ``DescriptorTableMismatch``; ``SyscallError``, with `EINVAL` where
    ///   `path` is no mount or its parent is shared; or ``Hangup``.
    public func move_mount(
        _ path: FilePath, to newPath: FilePath, in directory: borrowing some PathBase & ~Copyable,
        _ flags: MOVE_MOUNT = []
    ) async throws {
        try await move_mount(
            try await task.pointer(to: path), to: try await task.pointer(to: newPath), in: directory, flags)
    }

    /// Changes what holds for the mount at `path`. See `mount_setattr(2)`.
    ///
    /// - Parameters:
    ///   - path: The root of a mount, relative to this directory.
    ///   - flags: ``AT/empty_path``, ``AT/recursive``, ``AT/symlink_nofollow``, ``AT/no_automount``.
    ///   - attributes: What changes.
    /// - Throws: ``SyscallError``, with `EINVAL` where `path` is no mount's root, `EPERM` where an
    ///   attribute is locked, or ``Hangup``.
    public func mount_setattr(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable, _ flags: AT = [],
        _ attributes: borrowing some InitializedPointer<MountAttr> & ~Copyable
    ) async throws {
        let base = try pathBase()
        let task = self.task
        try await task.withPath(path) { path in
            try await task.withValue(attributes) { attributes in
                _ = try await task.syscall(
                    .mount_setattr, scope: .thread, base, path, flags, attributes, MountAttr.byteCount)
            }
        }
    }

    /// Changes what holds for the mount at `path`. See `mount_setattr(2)`.
    ///
    /// - Parameters:
    ///   - path: The root of a mount, relative to this directory.
    ///   - flags: ``AT/empty_path``, ``AT/recursive``, ``AT/symlink_nofollow``, ``AT/no_automount``.
    ///   - attributes: What changes.
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EINVAL` where `path` is no mount's root,
    ///   `EPERM` where an attribute is locked; or ``Hangup``.
    public func mount_setattr(
        _ path: FilePath, _ flags: AT = [], _ attributes: MountAttr
    ) async throws {
        try await mount_setattr(
            try await task.pointer(to: path), flags, try await task.pointer(to: attributes))
    }
}

extension OwnedFileDescriptor {
    /// Attaches the mount that this descriptor refers to at `target`, for which a relative path starts at
    /// the working directory. See `move_mount(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func move_mount(to target: FilePath, _ flags: MOVE_MOUNT = []) async throws {
        try await move_mount("", to: target, in: task, flags.union(.f_empty_path))
    }

    /// Changes what holds for the mount that this descriptor refers to. See `mount_setattr(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func mount_setattr(
        set: MOUNT_ATTR = [], clear: MOUNT_ATTR = [], propagation: MS = [], recursive: Bool = false
    ) async throws {
        try await mount_setattr(
            "", recursive ? [.empty_path, .recursive] : .empty_path,
            MountAttr(set: set, clr: clear, propagation: propagation))
    }
}
