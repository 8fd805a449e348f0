extension SystemCalling where Self: ~Copyable {
    /// Starts to configure a new file system of this type: `fsopen(2)`.
    ///
    /// - Throws: `ENODEV` for an unknown type, or `EPERM` without ``CAP/sys_admin``.
    public func fsopen(
        _ type: borrowing some StringArgument & ~Copyable, _ flags: FSOPEN = [], closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.fsopen, type, flags.closing(onExec: closeOnExec))
    }
}

extension OwnedFileDescriptor {
    /// Creates the configured file system, or reconfigures it: `fsconfig(2)`.
    ///
    /// If it is refused, the file system's messages can be read from this descriptor.
    ///
    /// - Parameter command: ``FSCONFIG/cmd_create`` or ``FSCONFIG/cmd_reconfigure``.
    /// - Throws: `EINVAL` for a bad configuration, or ``Unsupported`` for another command.
    public func fsconfig(_ command: FSCONFIG) async throws {
        try await process.syscall(.fsconfig, self, FsconfigCommand(command, taking: .nothing))
    }

    /// Sets a parameter that has no value, by ``FSCONFIG/set_flag``: `fsconfig(2)`.
    ///
    /// - Throws: `EINVAL` for an unknown parameter, or ``Unsupported`` for another command.
    public func fsconfig(_ command: FSCONFIG, _ key: borrowing some StringArgument & ~Copyable) async throws {
        try await process.syscall(.fsconfig, self, FsconfigCommand(command, taking: .key), key)
    }

    /// Sets a parameter to a string, by ``FSCONFIG/set_string``: `fsconfig(2)`.
    ///
    /// - Throws: `EINVAL` for a bad value, or ``Unsupported`` for another command.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some StringArgument & ~Copyable,
        _ value: borrowing some StringArgument & ~Copyable
    ) async throws {
        try await process.syscall(.fsconfig, self, FsconfigCommand(command, taking: .string), key, value, 0)
    }

    /// Sets a parameter to bytes, by ``FSCONFIG/set_binary``: `fsconfig(2)`.
    ///
    /// - Throws: `EINVAL` for a bad value, or ``Unsupported`` for another command.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some StringArgument & ~Copyable,
        _ value: borrowing some ValueArgument<Bytes> & ~Copyable
    ) async throws {
        try await process.syscall(
            .fsconfig, self, FsconfigCommand(command, taking: .bytes), key, value,
            try value.byteCount(for: process))
    }

    /// Sets a parameter to the file at a path, by ``FSCONFIG/set_path`` or ``FSCONFIG/set_path_empty``:
    /// `fsconfig(2)`.
    ///
    /// - Throws: `EINVAL` for a bad value, or ``Unsupported`` for another command.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some StringArgument & ~Copyable,
        _ path: borrowing some PathArgument & ~Copyable, in directory: borrowing some PathBase & ~Copyable
    ) async throws {
        try await process.syscall(
            .fsconfig, self, FsconfigCommand(command, taking: .path), key, path, directory)
    }

    /// Sets a parameter to an open file, by ``FSCONFIG/set_fd``: `fsconfig(2)`.
    ///
    /// - Throws: `EINVAL` for a bad value, or ``Unsupported`` for another command.
    public func fsconfig(
        _ command: FSCONFIG, _ key: borrowing some StringArgument & ~Copyable,
        _ file: borrowing OwnedFileDescriptor
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

extension FSCONFIG {
    /// What a command takes for its other arguments.
    enum Arguments {
        case nothing
        case key
        case string
        case bytes
        case path
        case descriptor
    }
}

/// A command of `fsconfig`, which decides what the kernel takes the other arguments for.
struct FsconfigCommand: CallArgument {
    typealias Placement = InRegister

    private let command: FSCONFIG
    private let arguments: FSCONFIG.Arguments

    init(_ command: FSCONFIG, taking arguments: FSCONFIG.Arguments) {
        self.command = command
        self.arguments = arguments
    }

    static var usesFrame: Bool { false }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        // The kernel notices most such mistakes, but would take bytes for a string.
        guard command.arguments == arguments else {
            throw Unsupported(.fsconfig, "these arguments of \(command)")
        }
        return .word(command.register)
    }

    var traced: String { command.traced }
}
