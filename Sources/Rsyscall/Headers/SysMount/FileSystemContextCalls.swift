extension SystemCalling where Self: ~Copyable {
    /// Starts to configure a new file system of this type: `fsopen(2)`.
    ///
    /// - Throws: `ENODEV` for an unknown type, or `EPERM` without ``CAP/sys_admin``.
    public func fsopen(
        _ type: borrowing some StringInput, _ flags: FSOPEN = [], closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.fsopen, type, flags.closing(onExec: closeOnExec))
    }
}

extension PathBase where Self: ~Copyable {
    /// Starts to reconfigure the file system that is mounted at `path`: `fspick(2)`.
    ///
    /// - Throws: `EINVAL` if `path` is not a mount, or `EPERM` without ``CAP/sys_admin``.
    public func fspick(
        _ path: borrowing some PathInput, _ flags: FSPICK = [], closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.fspick, self, path, flags.closing(onExec: closeOnExec))
    }
}

extension OwnedFileDescriptor {
    /// Creates the configured file system, or reconfigures it: `fsconfig(2)`.
    ///
    /// The command is ``FSCONFIG/cmd_create`` or ``FSCONFIG/cmd_reconfigure``. If any form of this call is
    /// refused, the file system's messages can be read from this descriptor.
    ///
    /// - Throws: `EINVAL` for a bad configuration, parameter or value, or ``Unsupported`` for a command of another form.
    public func fsconfig(_ command: FSCONFIG) async throws {
        try await process.syscall(.fsconfig, self, FsconfigCommand(command, taking: .nothing))
    }

    /// Sets a parameter that has no value, by ``FSCONFIG/set_flag``: `fsconfig(2)`.
    public func fsconfig(_ command: FSCONFIG, _ key: borrowing some StringInput) async throws {
        try await process.syscall(.fsconfig, self, FsconfigCommand(command, taking: .key), key)
    }

    /// Sets a parameter to a string, by ``FSCONFIG/set_string``: `fsconfig(2)`.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some StringInput, _ value: borrowing some StringInput
    ) async throws {
        try await process.syscall(.fsconfig, self, FsconfigCommand(command, taking: .string), key, value, 0)
    }

    /// Sets a parameter to bytes, by ``FSCONFIG/set_binary``: `fsconfig(2)`.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some StringInput, _ value: borrowing some ValueInput<Bytes>
    ) async throws {
        try await process.syscall(
            .fsconfig, self, FsconfigCommand(command, taking: .bytes), key, value,
            value.byteCount(for: process))
    }

    /// Sets a parameter to the file at a path, by ``FSCONFIG/set_path`` or ``FSCONFIG/set_path_empty``: `fsconfig(2)`.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some StringInput, _ path: borrowing some PathInput,
        in directory: borrowing some PathBase & ~Copyable
    ) async throws {
        try await process.syscall(
            .fsconfig, self, FsconfigCommand(command, taking: .path), key, path, directory)
    }

    /// Sets a parameter to an open file, by ``FSCONFIG/set_fd``: `fsconfig(2)`.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some StringInput, _ file: borrowing OwnedFileDescriptor
    ) async throws {
        try await process.syscall(
            .fsconfig, self, FsconfigCommand(command, taking: .descriptor), key, Address.null, file)
    }

    /// Creates a mount of the configured file system, attached nowhere yet: `fsmount(2)`.
    ///
    /// - Throws: `EINVAL` if the file system was not created yet, or `EBUSY` if it is mounted already.
    public func fsmount(
        _ flags: FSMOUNT = [], _ attributes: MOUNT_ATTR = [], closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.fsmount, self, flags.closing(onExec: closeOnExec), attributes)
    }
}
