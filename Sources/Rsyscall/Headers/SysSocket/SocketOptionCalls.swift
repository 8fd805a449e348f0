extension OwnedFileDescriptor {
    /// Sets an option of the socket, such as ``SocketOption/reuseaddr``: `setsockopt(2)`.
    ///
    /// - Throws: `ENOPROTOOPT` if the socket has no such option, or it can only be read, `EINVAL` or `EDOM` if it can't
    ///   have the value, or `EPERM` without permission.
    public func setsockopt<Value>(_ option: SocketOption<Value>, _ value: Value) async throws {
        let bytes = Bytes(try Value.form.encode(value))
        if let linger = value as? Linger, linger.onoff { LingeringSockets.note() }
        try await process.syscall(.setsockopt, self, option.level, option, bytes, bytes.array.count)
    }

    /// Returns the value of an option of the socket, such as ``SocketOption/type``: `getsockopt(2)`.
    ///
    /// - Throws: `ENOPROTOOPT` if the socket has no such option, or it can only be set.
    public func getsockopt<Value>(_ option: SocketOption<Value>) async throws -> Value {
        let read: SockoptResult<Value> = try await process.syscall(
            .getsockopt, self, option.level, option, SocketRoom<Value>(byteCount: Value.form.room),
            OutputPart.socketLength)
        return read.value
    }

    /// Reads the value of an option of the socket into `buffer`, which keeps the rest: `getsockopt(2)`.
    ///
    /// If the value is longer than the buffer, the buffer gets its first bytes, if the option permits that.
    ///
    /// - Throws: `ENOPROTOOPT` if the option can't be read, or `EINVAL` or `ERANGE` if the buffer is too short.
    public func getsockopt<Value: SockoptValue & MemoryReadable>(
        _ option: SocketOption<Value>, into buffer: inout Pointer<Value>
    ) async throws -> ReadablePointer<Value> {
        try await buffer.takeSocketBytes(
            process.syscall(
                .getsockopt, self, option.level, option, buffer.room, FrameValue(buffer.socketLength)))
    }

    /// Returns a close-on-exec pidfd of the process that was the peer when it connected: `SO_PEERPIDFD` in `socket(7)`.
    ///
    /// - Throws: `ENOPROTOOPT` before Linux 6.5, `ENODATA` if there is no peer, or `ESRCH` if it has ended, before Linux
    ///   6.16.
    public func getsockopt_peerpidfd() async throws -> OwnedFileDescriptor {
        let made: PeerPidfd = try await process.syscall(
            .getsockopt, self, SOL.socket, PeerPidfd.option, SocketRoom<CInt>(byteCount: CInt.byteCount),
            OutputPart.socketLength)
        return made.descriptor
    }

    /// Attaches a filter of the messages that the socket receives, and of their lengths: `SO_ATTACH_FILTER` in `socket(7)`.
    ///
    /// - Throws: `EINVAL` if the filter is wrong, or `EPERM` if the filter is locked.
    public func setsockopt_attach_filter(_ filter: borrowing some FilterArgument & ~Copyable) async throws {
        try await process.syscall(
            .setsockopt, self, SOL.socket, SocketOption<CInt>.attachFilter, filter.program(Seal()), 16)
    }
}
