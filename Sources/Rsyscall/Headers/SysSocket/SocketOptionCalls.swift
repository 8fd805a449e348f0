extension OwnedFileDescriptor {
    /// Sets an option of the socket, such as ``SocketOption/reuseaddr``: `setsockopt(2)`.
    ///
    /// - Throws: `ENOPROTOOPT` if the socket has no such option, or it can only be read, `EINVAL` or `EDOM` if it can't
    ///   have the value, `EPERM` without permission, or `ENOTSOCK`.
    public func setsockopt<Value>(_ option: SocketOption<Value>, _ value: Value) async throws {
        let bytes = Bytes(try Value.form.encode(value))
        try await process.syscall(.setsockopt, self, option.level, option, bytes, bytes.array.count)
    }

    /// Returns the value of an option of the socket, such as ``SocketOption/type``: `getsockopt(2)`.
    ///
    /// - Throws: `ENOPROTOOPT` if the socket has no such option, or it can only be set, or `ENOTSOCK`.
    public func getsockopt<Value>(_ option: SocketOption<Value>) async throws -> Value {
        let read: SockoptResult<Value> = try await process.syscall(
            .getsockopt, self, option.level, option, SocketRoom<Value>(byteCount: Value.form.room),
            OutputPart.socketLength)
        return read.value
    }

    /// Reads the value of an option of the socket into `buffer`, which keeps the rest: `getsockopt(2)`.
    ///
    /// Of a value that is longer than the buffer, the first bytes are read, if the option permits that.
    ///
    /// - Throws: `ENOPROTOOPT` if the socket has no such option, or it can only be set, `EINVAL` or `ERANGE` if the
    ///   buffer is too short, or `ENOTSOCK`.
    public func getsockopt<Value: SockoptValue & MemoryReadable>(
        _ option: SocketOption<Value>, into buffer: inout Pointer<Value>
    ) async throws -> ReadablePointer<Value> {
        try await buffer.takeSocketBytes(
            process.syscall(
                .getsockopt, self, option.level, option, buffer.room, FrameValue(buffer.socketLength)))
    }
}

extension OwnedFileDescriptor {
    /// Returns a descriptor that refers to the peer, as it was when it connected: `SO_PEERPIDFD` in `socket(7)`.
    ///
    /// It is close-on-exec.
    ///
    /// - Throws: `ENOPROTOOPT` before Linux 6.5, `ENODATA` if there is no peer, `ESRCH` if it is gone, before Linux
    ///   6.16, or `ENOTSOCK`.
    public func getsockopt_peerpidfd() async throws -> OwnedFileDescriptor {
        let made: PeerPidfd = try await process.syscall(
            .getsockopt, self, SOL.socket, PeerPidfd.option, SocketRoom<CInt>(byteCount: CInt.byteCount),
            OutputPart.socketLength)
        return made.descriptor
    }

    /// Has a filter decide which messages the socket receives, and how much of each: `SO_ATTACH_FILTER` in `socket(7)`.
    ///
    /// - Throws: `EINVAL` if the filter is wrong, `EPERM` if the filter is locked, or `ENOTSOCK`.
    public func setsockopt_attach_filter(
        _ filter: borrowing some FilterArgument & ~Copyable
    ) async throws {
        try await process.syscall(
            .setsockopt, self, SOL.socket, SocketOption<CInt>.attachFilter, filter.program(Seal()), 16)
    }
}

extension SocketOption<CInt> {
    /// `SO_ATTACH_FILTER`, whose value has an address.
    fileprivate static var attachFilter: SocketOption { SocketOption(.socket, 26, "SO_ATTACH_FILTER") }
}

/// The descriptor that a call made for a peer.
private struct PeerPidfd: ~Copyable, CallResult {
    let descriptor: OwnedFileDescriptor

    /// `SO_PEERPIDFD`, whose value is a descriptor.
    static var option: SocketOption<CInt> { SocketOption(.socket, 77, "SO_PEERPIDFD") }

    static var ownsResources: Bool { true }

    init(_ outcome: borrowing CallOutcome) throws {
        let number = try outcome.socketBytes(room: CInt.byteCount).bytes.load(CInt.self, at: 0)
        descriptor = OwnedFileDescriptor(
            new: FileDescriptorNumber(number), of: outcome.process, in: outcome.namespaces.descriptorTable)
    }
}

/// The value of an option that a call wrote.
private struct SockoptResult<Value: SockoptValue>: CallResult {
    let value: Value

    init(_ outcome: borrowing CallOutcome) throws {
        let form = Value.form
        value = try form.decode(outcome.socketBytes(room: form.room).bytes)
    }
}
