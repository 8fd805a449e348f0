public import SystemPackage

extension SystemCalling where Self: ~Copyable {
    /// Starts to configure a new file system of this type. See `fsopen(2)`.
    ///
    /// - Throws: ``SyscallError``, with `ENODEV` for an unknown type, `EPERM` without ``CAP/sys_admin``,
    ///   or ``Hangup``.
    public func fsopen(
        _ type: borrowing some InitializedPointer<String> & ~Copyable, _ flags: FSOPEN = .cloexec
    ) async throws -> OwnedFileDescriptor {
        let task = self.task
        return try await task.withString(type) { type in
            OwnedFileDescriptor(try await task.syscall(.fsopen, scope: .waits, type, flags), of: task)
        }
    }

    /// Starts to configure a new file system of this type. See `fsopen(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `ENODEV` for an unknown type, `EPERM` without
    ///   ``CAP/sys_admin``; or ``Hangup``.
    public func fsopen(_ type: String, _ flags: FSOPEN = .cloexec) async throws -> OwnedFileDescriptor {
        try await fsopen(try await task.pointer(to: type), flags)
    }
}

extension OwnedFileDescriptor {
    /// Makes the configured file system, or changes it. See `fsconfig(2)`.
    ///
    /// What the file system has to say of a refusal is read from this descriptor.
    ///
    /// - Parameter command: ``FSCONFIG/cmd_create`` or ``FSCONFIG/cmd_reconfigure``.
    /// - Throws: ``SyscallError``, with `EINVAL` for another command or a bad configuration, or ``Hangup``.
    public func fsconfig(_ command: FSCONFIG) async throws {
        try task.require(command, [.cmd_create, .cmd_reconfigure])
        try await task.syscall(.fsconfig, scope: .waits, try checkedNumber(), command, 0, 0, 0)
    }

    /// Sets a parameter that has no value, by ``FSCONFIG/set_flag``. See `fsconfig(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` for another command or an unknown parameter, or ``Hangup``.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some InitializedPointer<String> & ~Copyable
    ) async throws {
        let task = self.task
        let number = try checkedNumber()
        try task.require(command, [.set_flag])
        try await task.withString(key) { key in
            _ = try await task.syscall(.fsconfig, scope: .waits, number, command, key, 0, 0)
        }
    }

    /// Sets a parameter that has no value, by ``FSCONFIG/set_flag``. See `fsconfig(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EINVAL` for another command or an unknown
    ///   parameter; or ``Hangup``.
    public func fsconfig(_ command: FSCONFIG, _ key: String) async throws {
        try await fsconfig(command, try await task.pointer(to: key))
    }

    /// Sets a parameter to a string, by ``FSCONFIG/set_string``. See `fsconfig(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` for another command or a bad value, or ``Hangup``.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some InitializedPointer<String> & ~Copyable,
        _ value: borrowing some InitializedPointer<String> & ~Copyable
    ) async throws {
        let task = self.task
        let number = try checkedNumber()
        try task.require(command, [.set_string])
        try await task.withString(key) { key in
            try await task.withString(value) { value in
                _ = try await task.syscall(.fsconfig, scope: .waits, number, command, key, value, 0)
            }
        }
    }

    /// Sets a parameter to a string, by ``FSCONFIG/set_string``. See `fsconfig(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EINVAL` for another command or a bad value;
    ///   or ``Hangup``.
    public func fsconfig(_ command: FSCONFIG, _ key: String, _ value: String) async throws {
        try await fsconfig(command, try await task.pointer(to: key), try await task.pointer(to: value))
    }

    /// Sets a parameter to bytes, by ``FSCONFIG/set_binary``. See `fsconfig(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` for another command or a bad value, or ``Hangup``.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some InitializedPointer<String> & ~Copyable,
        _ value: borrowing some InitializedPointer<Bytes> & ~Copyable
    ) async throws {
        let task = self.task
        let number = try checkedNumber()
        let count = value.initializedByteCount
        try task.require(command, [.set_binary])
        try await task.withString(key) { key in
            try await value.withPinned(in: task.addressSpace) { value in
                _ = try await task.syscall(.fsconfig, scope: .waits, number, command, key, value, count)
            }
        }
    }

    /// Sets a parameter to bytes, by ``FSCONFIG/set_binary``. See `fsconfig(2)`.
    ///
    /// - Throws: ``AllocationError``; ``SyscallError``, with `EINVAL` for another command or a bad value;
    ///   or ``Hangup``.
    public func fsconfig(_ command: FSCONFIG, _ key: String, _ value: Bytes) async throws {
        try await fsconfig(command, try await task.pointer(to: key), try await task.pointer(to: value))
    }

    /// Sets a parameter to the file at a path, by ``FSCONFIG/set_path`` or ``FSCONFIG/set_path_empty``.
    ///
    /// See `fsconfig(2)`.
    ///
    /// - Throws: ``DescriptorTableMismatch``; ``SyscallError``, with `EINVAL` for another command or a bad
    ///   value; or ``Hangup``.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some InitializedPointer<String> & ~Copyable,
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable,
        in directory: borrowing some PathBase & ~Copyable
    ) async throws {
        let task = self.task
        let number = try checkedNumber()
        let base = try directory.pathBase(in: task)
        try task.require(command, [.set_path, .set_path_empty])
        try await task.withString(key) { key in
            try await task.withPath(path) { path in
                _ = try await task.syscall(.fsconfig, scope: .waits, number, command, key, path, base)
            }
        }
    }

    /// Sets a parameter to the file at a path, by ``FSCONFIG/set_path`` or ``FSCONFIG/set_path_empty``.
    ///
    /// See `fsconfig(2)`.
    ///
    /// - Throws: ``AllocationError``, ``DescriptorTableMismatch``; ``SyscallError``, with `EINVAL` for
    ///   another command or a bad value; or ``Hangup``.
    public func fsconfig(
        _ command: FSCONFIG, _ key: String, _ path: FilePath,
        in directory: borrowing some PathBase & ~Copyable
    ) async throws {
        try await fsconfig(
            command, try await task.pointer(to: key), try await task.pointer(to: path), in: directory)
    }

    /// Sets a parameter to an open file, by ``FSCONFIG/set_fd``. See `fsconfig(2)`.
    ///
    /// - Throws: ``DescriptorTableMismatch``; ``SyscallError``, with `EINVAL` for another command or a bad
    ///   value; or ``Hangup``.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some InitializedPointer<String> & ~Copyable,
        _ file: borrowing OwnedFileDescriptor
    ) async throws {
        let task = self.task
        let number = try checkedNumber()
        let fileNumber = try file.number(in: task)
        try task.require(command, [.set_fd])
        try await task.withString(key) { key in
            _ = try await task.syscall(.fsconfig, scope: .waits, number, command, key, 0, fileNumber)
        }
    }

    /// Sets a parameter to an open file, by ``FSCONFIG/set_fd``. See `fsconfig(2)`.
    ///
    /// - Throws: ``AllocationError``, ``DescriptorTableMismatch``; ``SyscallError``, with `EINVAL` for
    ///   another command or a bad value; or ``Hangup``.
    public func fsconfig(
        _ command: FSCONFIG, _ key: String, _ file: borrowing OwnedFileDescriptor
    ) async throws {
        try await fsconfig(command, try await task.pointer(to: key), file)
    }

    /// Makes a mount of the configured file system, attached nowhere yet. See `fsmount(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` where it was not made yet, `EBUSY` where it was mounted
    ///   already, or ``Hangup``.
    public func fsmount(
        _ flags: FSMOUNT = .cloexec, _ attributes: MOUNT_ATTR = []
    ) async throws -> OwnedFileDescriptor {
        OwnedFileDescriptor(
            try await task.syscall(.fsmount, scope: .waits, try checkedNumber(), flags, attributes), of: task)
    }
}

extension KernelTask {
    /// - Throws: ``SyscallError`` with `EINVAL`, as the kernel says of most such mistakes; of some it would
    ///   take bytes for a string.
    fileprivate func require(_ command: FSCONFIG, _ allowed: [FSCONFIG]) throws(SyscallError) {
        guard allowed.contains(command) else {
            throw SyscallError(
                errno: .invalidArgument, call: SYS.fsconfig.name, arguments: [command.description],
                process: pid)
        }
    }
}
