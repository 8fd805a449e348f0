extension OwnedFileDescriptor {
    /// Receives at most `count` bytes, or none if the peer sends no more: `recv(2)`.
    ///
    /// The rest of a longer datagram is lost. ``MSG/trunc`` has no effect: ``recvfrom(upTo:_:)`` returns its length.
    ///
    /// - Throws: `ECONNRESET` if the peer has reset the connection, `ENOTCONN` if there is none, `EAGAIN` if it would
    ///   wait and is nonblocking, or `ECONNREFUSED` if an earlier datagram was refused.
    public func recv(upTo count: Int, _ flags: MSG = []) async throws -> [UInt8] {
        try await process.syscall(
            .recvfrom, self, Output<[UInt8]>(byteCount: count), count, flags.withoutWholeLength, Address.null,
            Address.null)
    }

    /// Receives into the first part of `buffer`, which keeps the rest: `recv(2)`.
    ///
    /// - Returns: The part that was filled, which is empty if the peer sends no more.
    public func recv(
        into buffer: inout Pointer<Bytes>, _ flags: MSG = []
    ) async throws -> ReadablePointer<Bytes> {
        try await buffer.takeFilled(
            process.syscall(
                .recvfrom, self, buffer.room, buffer.size, flags.withoutWholeLength, Address.null,
                Address.null))
    }

    /// Receives at most `count` bytes and the address that they came from: `recvfrom(2)`.
    ///
    /// With ``MSG/trunc``, a TCP socket discards what was received, and zeros come in its place.
    ///
    /// - Throws: The errors of ``recv(upTo:_:)``.
    public func recvfrom(upTo count: Int, _ flags: MSG = []) async throws -> ReceivedDatagram {
        try await process.syscall(
            .recvfrom, self, DatagramRoom(byteCount: count, flags), count, flags, DatagramRoom.address,
            DatagramRoom.addressLength)
    }

    /// Receives into the first part of `buffer`, and returns that part and the sender's address: `recvfrom(2)`.
    public func recvfrom(
        into buffer: inout Pointer<Bytes>, _ flags: MSG = []
    ) async throws -> FilledDatagram {
        if flags.mayDiscard { try await buffer.clear() }
        let received: ReceivedFrom = try await process.syscall(
            .recvfrom, self, buffer.room, buffer.size, flags, SocketRoom<SockaddrStorage>(),
            OutputPart.socketLength)
        return FilledDatagram(
            bytes: try buffer.takeFilled(min(received.length, buffer.size)), address: received.address,
            length: received.length)
    }
}
