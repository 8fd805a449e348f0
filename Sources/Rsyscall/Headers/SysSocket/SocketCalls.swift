extension SystemCalling where Self: ~Copyable {
    /// Creates a socket: `socket(2)`.
    ///
    /// - Throws: `EAFNOSUPPORT` if the system has no such family, `EPROTONOSUPPORT` or `ESOCKTNOSUPPORT` if the family
    ///   has no such protocol or type, or `EPERM` or `EACCES` without permission.
    public func socket(
        _ domain: AF, _ type: SOCK, _ protocol: IPPROTO = .ip, closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.socket, domain, type.closing(onExec: closeOnExec), `protocol`)
    }

    /// Creates two connected sockets: `socketpair(2)`.
    ///
    /// - Throws: `EOPNOTSUPP` if the family has no pairs, or the errors of `socket`.
    public func socketpair(
        _ domain: AF = .unix, _ type: SOCK, _ protocol: IPPROTO = .ip, closeOnExec: Bool = true
    ) async throws -> SocketPair {
        try await process.syscall(
            .socketpair, domain, type.closing(onExec: closeOnExec), `protocol`, Output<SocketPair>())
    }

    /// Creates two connected sockets, whose descriptors go into `buffer`, which keeps the rest: `socketpair(2)`.
    public func socketpair(
        into buffer: inout Pointer<SocketPair>, _ domain: AF = .unix, _ type: SOCK,
        _ protocol: IPPROTO = .ip, closeOnExec: Bool = true, file: StaticString = #fileID, line: UInt = #line
    ) async throws -> LinearPointer<SocketPair> {
        try await buffer.takeLinear(
            after: process.syscall(
                .socketpair, domain, type.closing(onExec: closeOnExec), `protocol`, buffer.roomForOne),
            file: file, line: line)
    }
}

extension OwnedFileDescriptor {
    /// Gives the socket an address: `bind(2)`.
    ///
    /// - Throws: `EADDRINUSE` if the address is in use, or no port is free, `EADDRNOTAVAIL` if the host doesn't have it,
    ///   `EACCES` if it needs a privilege, `EINVAL` if the socket has one, or `EAFNOSUPPORT` or `EINVAL` for another family.
    public func bind(_ address: borrowing some SockaddrInput) async throws {
        try await process.syscall(.bind, self, address, address.byteCount(for: process))
    }

    /// Makes the socket listen, with at most `backlog` connections that wait to be accepted: `listen(2)`.
    ///
    /// The system limits `backlog`, to 4096 by default.
    ///
    /// - Throws: `EOPNOTSUPP` if the type of socket has no connections, `EADDRINUSE` if another one listens on the
    ///   port, or `EINVAL` if it is connected or a Unix socket without an address.
    public func listen(_ backlog: CInt = 4096) async throws {
        try await process.syscall(.listen, self, backlog)
    }

    /// Accepts a connection, and returns the socket for it: `accept(2)`.
    ///
    /// - Throws: `EAGAIN` if none waits and the socket is nonblocking, or `EINVAL` or `EOPNOTSUPP` if it isn't listening.
    public func accept(_ flags: SOCK = [], closeOnExec: Bool = true) async throws -> OwnedFileDescriptor {
        try await process.syscall(
            .accept4, self, Address.null, Address.null, flags.closing(onExec: closeOnExec))
    }

    /// Accepts a connection, and returns the socket for it and the address of its peer: `accept(2)`.
    ///
    /// - Throws: The errors of ``accept(_:closeOnExec:)``.
    public func acceptWithAddress(
        _ flags: SOCK = [], closeOnExec: Bool = true
    ) async throws -> AcceptedConnection {
        try await process.syscall(
            .accept4, self, SocketRoom<SockaddrStorage>(), OutputPart.socketLength,
            flags.closing(onExec: closeOnExec))
    }

    /// Connects the socket to an address: `connect(2)`.
    ///
    /// A nonblocking socket goes on connecting after `EINPROGRESS`, and is writable when it is done; ``SocketOption/error``
    /// is then `nil` if it is connected. If the Swift task is canceled, the call goes on.
    ///
    /// - Throws: `ECONNREFUSED` if nothing listens there, `EINPROGRESS` or `EAGAIN` if it would wait, `EISCONN` if it is
    ///   connected, `EALREADY` if it is connecting, `ENETUNREACH` or `EHOSTUNREACH` if no route leads to the host,
    ///   `ETIMEDOUT` if it doesn't answer, `EPROTOTYPE` for a path of a socket of another type, `EAFNOSUPPORT` or
    ///   `EINVAL` for another family, or `EACCES` for a broadcast address without ``SocketOption/broadcast``.
    public func connect(_ address: borrowing some SockaddrInput) async throws {
        try await process.syscall(.connect, self, address, address.byteCount(for: process))
    }

    /// Shuts down one or both directions of a connection: `shutdown(2)`.
    ///
    /// - Throws: `ENOTCONN` if the socket isn't connected, or `EINVAL` for an unknown direction.
    public func shutdown(_ how: SHUT) async throws { try await process.syscall(.shutdown, self, how) }
}
