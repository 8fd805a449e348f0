extension OwnedFileDescriptor {
    /// Returns the address of the socket, which has no name if it isn't bound: `getsockname(2)`.
    public func getsockname() async throws -> SockaddrStorage {
        try await process.syscall(.getsockname, self, SocketRoom<SockaddrStorage>(), OutputPart.socketLength)
    }

    /// Reads the address of the socket, or as much as fits, into `buffer`, which keeps the rest: `getsockname(2)`.
    public func getsockname(
        into buffer: inout Pointer<SockaddrStorage>
    ) async throws -> ReadablePointer<SockaddrStorage> {
        try await buffer.takeSocketBytes(
            SockaddrStorage.usable(
                process.syscall(.getsockname, self, buffer.room, FrameValue(buffer.socketLength))))
    }

    /// Returns the address of the socket's peer: `getpeername(2)`.
    ///
    /// - Throws: `ENOTCONN` if the socket isn't connected.
    public func getpeername() async throws -> SockaddrStorage {
        try await process.syscall(.getpeername, self, SocketRoom<SockaddrStorage>(), OutputPart.socketLength)
    }

    /// Reads the address of the peer, or as much as fits, into `buffer`, which keeps the rest: `getpeername(2)`.
    public func getpeername(
        into buffer: inout Pointer<SockaddrStorage>
    ) async throws -> ReadablePointer<SockaddrStorage> {
        try await buffer.takeSocketBytes(
            SockaddrStorage.usable(
                process.syscall(.getpeername, self, buffer.room, FrameValue(buffer.socketLength))))
    }
}
