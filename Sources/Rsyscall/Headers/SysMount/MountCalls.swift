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
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func mount(
        _ source: FilePath, _ target: FilePath, _ type: String = "", _ flags: MS = [], data: String = ""
    ) async throws {
        let source = try await task.pointer(to: source)
        let target = try await task.pointer(to: target)
        let type = try await task.pointer(to: type)
        let data = try await task.pointer(to: data)
        try await mount(source, target, type, flags, data: data)
    }

    /// Mounts a file system, or changes a mount, with all strings in memory. See `mount(2)`.
    ///
    /// - Throws: ``AddressSpaceMismatch``, ``SyscallError``, or ``Hangup``.
    public func mount(
        _ source: borrowing WrittenPointer<FilePath>, _ target: borrowing WrittenPointer<FilePath>,
        _ type: borrowing WrittenPointer<String>, _ flags: MS, data: borrowing WrittenPointer<String>
    ) async throws {
        let arguments = (
            try source.memory.argument(for: task), try target.memory.argument(for: task),
            try type.memory.argument(for: task), try data.memory.argument(for: task)
        )
        let typeName = [UInt8](type.value.utf8)
        try await task.syscall(
            .mount, scope: .thread, PathArgument(register: arguments.0.register, value: source.value),
            PathArgument(register: arguments.1.register, value: target.value),
            DescribedArgument(arguments.2.register, quoted(typeName)), flags, arguments.3)
    }

    /// Unmounts what is mounted at `target`. See `umount2(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func umount2(_ target: FilePath, _ flags: MNT = []) async throws {
        let path = try await task.pointer(to: target)
        try await task.withPath(path) { path in
            _ = try await task.syscall(.umount2, scope: .thread, path, flags)
        }
    }

    /// Makes `newRoot` the root and mounts the old one at `putOld`, below it. See `pivot_root(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func pivot_root(_ newRoot: FilePath, _ putOld: FilePath) async throws {
        let new = try await task.pointer(to: newRoot)
        let old = try await task.pointer(to: putOld)
        try await task.withPath(new) { new in
            try await task.withPath(old) { old in
                _ = try await task.syscall(.pivot_root, scope: .thread, new, old)
            }
        }
    }

    /// Starts to configure a new file system of this type. See `fsopen(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func fsopen(_ type: String, _ flags: FSOPEN = .cloexec) async throws -> OwnedFileDescriptor {
        let pointer = try await task.pointer(to: type)
        let result = try await task.syscall(
            .fsopen, scope: .thread, try pointer.memory.argument(for: task), flags)
        return OwnedFileDescriptor(result, of: task)
    }
}

extension PathBase where Self: ~Copyable {
    /// Opens the tree of mounts at `path`, or a copy of it. See `open_tree(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func open_tree(
        _ path: FilePath, _ flags: OPEN_TREE = .cloexec, at: AT = []
    ) async throws -> OwnedFileDescriptor {
        let base = try pathBase()
        let task = self.task
        let pointer = try await task.pointer(to: path)
        let bits = flags.rawValue | UInt32(truncatingIfNeeded: at.rawValue)
        return try await task.withPath(pointer) { path in
            OwnedFileDescriptor(
                try await task.syscall(
                    .open_tree, scope: .thread, base, path, DescribedArgument(UInt(bits), "\(flags)|\(at)")),
                of: task)
        }
    }
}

extension OwnedFileDescriptor {
    /// Attaches the mount that this descriptor refers to at `target`. See `move_mount(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func move_mount(to target: FilePath, _ flags: MOVE_MOUNT = []) async throws {
        let empty = try await task.pointer(to: FilePath(""))
        let path = try await task.pointer(to: target)
        let task = self.task
        let number = try checkedNumber()
        try await task.withPath(empty) { empty in
            try await task.withPath(path) { path in
                _ = try await task.syscall(
                    .move_mount, scope: .thread, number, empty, AT.fdcwd, path, flags.union(.f_empty_path))
            }
        }
    }

    /// Configures the file system that this context is for. See `fsconfig(2)`.
    ///
    /// - Parameters:
    ///   - command: What is done.
    ///   - key: Which parameter, where one is set.
    ///   - value: To what, where it is a string.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func fsconfig(_ command: FSCONFIG, _ key: String? = nil, _ value: String? = nil) async throws {
        let keyPointer = try await task.pointer(to: key ?? "")
        let valuePointer = try await task.pointer(to: value ?? "")
        let keyAddress = key == nil ? 0 : try keyPointer.memory.argument(for: task).register
        let valueAddress = value == nil ? 0 : try valuePointer.memory.argument(for: task).register
        try await task.syscall(
            .fsconfig, scope: .thread, try checkedNumber(), command, keyAddress, valueAddress, 0)
    }

    /// Makes a mount of the configured file system, attached nowhere yet. See `fsmount(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func fsmount(
        _ flags: FSMOUNT = .cloexec, _ attributes: MOUNT_ATTR = []
    ) async throws -> OwnedFileDescriptor {
        OwnedFileDescriptor(
            try await task.syscall(.fsmount, scope: .thread, try checkedNumber(), flags, attributes), of: task
        )
    }

    /// Changes what holds for the mount that this descriptor refers to. See `mount_setattr(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func mount_setattr(
        set: MOUNT_ATTR = [], clear: MOUNT_ATTR = [], propagation: MS = [], recursive: Bool = false
    ) async throws {
        let empty = try await task.pointer(to: FilePath(""))
        let attributes = try await task.pointer(
            to: [set.rawValue, clear.rawValue, UInt64(propagation.rawValue), 0])
        let flags: AT = recursive ? [.empty_path, .recursive] : .empty_path
        let address = try attributes.memory.argument(for: task)
        let number = try checkedNumber()
        let task = self.task
        try await task.withPath(empty) { empty in
            _ = try await task.syscall(.mount_setattr, scope: .thread, number, empty, flags, address, 32)
        }
    }
}
