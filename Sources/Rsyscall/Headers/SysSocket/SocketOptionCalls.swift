extension OwnedFileDescriptor {
    /// Sets an option of the socket, such as ``SocketOption/reuseaddr``: `setsockopt(2)`.
    ///
    /// - Throws: `ENOPROTOOPT` if the socket has no such option, or it can only be read, `EINVAL` or `EDOM` if it can't
    ///   have the value, `EPERM` or `EACCES` without permission, or `ENOTSOCK`.
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

/// The value of an option that a call wrote.
private struct SockoptResult<Value: SockoptValue>: CallResult {
    let value: Value

    init(_ outcome: borrowing CallOutcome) throws {
        let form = Value.form
        value = try form.decode(outcome.socketBytes(room: form.room).bytes)
    }
}
