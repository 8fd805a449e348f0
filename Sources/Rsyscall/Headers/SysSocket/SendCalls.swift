extension OwnedFileDescriptor {
    /// Sends the bytes to the peer of the socket, or the first of them, and returns the number: `send(2)`.
    ///
    /// If the peer has closed the connection, no `SIGPIPE` is sent.
    ///
    /// - Throws: `EPIPE` if the connection is closed, `ECONNRESET` if the peer has reset it, `ENOTCONN` or
    ///   `EDESTADDRREQ` if there is none, `EMSGSIZE` if the bytes don't fit into a datagram, `EAGAIN` if it would wait
    ///   and is nonblocking, or `ECONNREFUSED` if an earlier datagram was refused; ``Unsupported`` with ``MSG/zerocopy``.
    public func send(_ bytes: borrowing some ValueInput<Bytes>, _ flags: MSG = []) async throws -> Int {
        try await process.syscall(
            .sendto, self, bytes, bytes.byteCount(for: process), flags.withoutSignal(in: .sendto),
            Address.null, 0)
    }

    /// Sends the bytes to an address, and returns the number: `sendto(2)`.
    ///
    /// - Throws: `EISCONN` if it is a connected stream, or the errors of `send` and of `connect`.
    public func sendto(
        _ bytes: borrowing some ValueInput<Bytes>, _ address: borrowing some SockaddrInput, _ flags: MSG = []
    ) async throws -> Int {
        try await process.syscall(
            .sendto, self, bytes, bytes.byteCount(for: process), flags.withoutSignal(in: .sendto), address,
            address.byteCount(for: process))
    }

    /// Sends the bytes to the peer of the socket, or the first of them, and returns the number: `send(2)`.
    public func send(_ bytes: some Sequence<UInt8>, _ flags: MSG = []) async throws -> Int {
        let bytes = Bytes(bytes)
        return try await process.syscall(
            .sendto, self, bytes, bytes.array.count, flags.withoutSignal(in: .sendto), Address.null, 0)
    }

    /// Sends the bytes to an address, and returns the number: `sendto(2)`.
    public func sendto(
        _ bytes: some Sequence<UInt8>, _ address: borrowing some SockaddrInput, _ flags: MSG = []
    ) async throws -> Int {
        let bytes = Bytes(bytes)
        return try await process.syscall(
            .sendto, self, bytes, bytes.array.count, flags.withoutSignal(in: .sendto), address,
            address.byteCount(for: process))
    }
}
