extension PathBase where Self: ~Copyable {
    /// Creates a file, FIFO, socket or device at `path`, with the permissions `mode` less the umask: `mknodat(2)`.
    ///
    /// `device` is the number of a device, as ``FileStatus/rdev`` reports it.
    ///
    /// - Throws: `EPERM` for a device without ``CAP/mknod``, or in a user namespace.
    public func mknodat(
        _ path: borrowing some PathInput, _ type: S_IF, mode: Mode = .usual, device: UInt64 = 0
    ) async throws {
        try await process.syscall(.mknodat, self, path, NodeMode(type, mode), DeviceNumber(device))
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Creates a file, FIFO, socket or device at `path`, as ``PathBase/mknodat(_:_:mode:device:)`` does: `mknod(2)`.
    public func mknod(
        _ path: borrowing some PathInput, _ type: S_IF, mode: Mode = .usual, device: UInt64 = 0
    ) async throws {
        try await process.syscall(.mknodat, self, path, NodeMode(type, mode), DeviceNumber(device))
    }

    /// Creates a FIFO at `path`, with the permissions `mode` less the umask: `mkfifo(3)`.
    public func mkfifo(_ path: borrowing some PathInput, mode: Mode = .usual) async throws {
        try await process.syscall(.mknodat, self, path, NodeMode(.ifo, mode), DeviceNumber(0))
    }
}
