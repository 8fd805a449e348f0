extension AsyncFileDescriptor {
    /// Waits for a connection, and returns the socket for it: `accept4(2)`.
    ///
    /// - Throws: `EINVAL` if the socket doesn't listen, or what ``read(upTo:)`` throws.
    public func accept() async throws -> AsyncFileDescriptor {
        let accepted = try await whenReadable { try await $0.accept(.nonblock) }
        return try await AsyncFileDescriptor(nonblocking: accepted, on: descriptor.process.host.loop)
    }

    /// Returns the connections as they are made.
    ///
    /// A connection that ended before it was accepted is skipped.
    public var connections: AcceptedConnections { AcceptedConnections(listener: self) }

    /// Connects the socket to an address, and waits until that is done: `connect(2)`.
    ///
    /// If the Swift task is canceled, the socket goes on connecting.
    ///
    /// - Throws: What ``OwnedFileDescriptor/connect(_:)`` and `write` throw, or `EAGAIN` if too many connections to a
    ///   Unix socket wait to be accepted.
    public func connect(_ address: borrowing some SockaddrInput) async throws {
        do {
            return try await descriptor.connect(address)
        } catch let error as SyscallError where error.errno == .nowInProgress {
            // Until it has an address of its peer, or an error.
            while true {
                let moment = source.moment(of: .writing)
                guard try await isConnecting() else { break }
                try await wait(for: .writing, after: moment)
            }
        }
        guard let errno = try await descriptor.getsockopt(.error) else { return }
        throw SyscallError(
            errno: errno, call: SYS.connect.name, arguments: ["\(descriptor.number)"],
            process: descriptor.process.pid)
    }

    private func isConnecting() async throws -> Bool {
        try await descriptor.process.poll([Pollfd(descriptor, .out)], milliseconds: 0)[0].isEmpty
    }

    /// Sends a message, or as much of it as there is room for, as soon as there is any, and returns the number of bytes
    /// that were sent: `send(2)`.
    ///
    /// - Throws: What `send` of an ``OwnedFileDescriptor`` and `write` throw.
    public func send(_ bytes: Bytes, _ flags: MSG = []) async throws -> Int {
        try await whenWritable { try await $0.send(bytes, flags) }
    }

    /// Receives at most `count` bytes as soon as there are any, or none once the peer sends no more: `recv(2)`.
    ///
    /// - Throws: What ``OwnedFileDescriptor/recv(upTo:_:)`` and ``read(upTo:)`` throw.
    public func recv(upTo count: Int, _ flags: MSG = []) async throws -> [UInt8] {
        try await whenReadable { try await $0.recv(upTo: count, flags) }
    }

    /// Waits until the peer of a socket has shut down its sending side, or no process has the other end of a pipe open.
    ///
    /// What was sent before can still be read.
    ///
    /// - Throws: `CancellationError` if the Swift task is canceled; ``Unsupported`` if another task waits for the
    /// same.
    public func waitForHangup() async throws {
        let end: POLL = [.hup, .rdhup, .err]
        while true {
            let moment = source.moment(of: .hangup)
            let events = try await descriptor.process.poll([Pollfd(descriptor, .rdhup)], milliseconds: 0)[0]
            guard events.isDisjoint(with: end), readLimit.left == nil else { return }
            try await wait(for: .hangup, after: moment)
        }
    }
}

/// The connections that a listening socket accepts, as they are made.
///
/// Made by ``AsyncFileDescriptor/connections``.
public struct AcceptedConnections: AsyncSequence, Sendable {
    let listener: AsyncFileDescriptor

    /// Starts to accept.
    public func makeAsyncIterator() -> Iterator { Iterator(listener: listener) }

    /// Accepts one connection after the other.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        let listener: AsyncFileDescriptor

        /// Returns the next connection.
        ///
        /// - Throws: What ``AsyncFileDescriptor/accept()`` throws. After `EMFILE` or `ENFILE`, the next call tries
        /// again.
        public mutating func next() async throws -> AsyncFileDescriptor? {
            while true {
                do {
                    return try await listener.accept()
                } catch let error as SyscallError where error.errno == .connectionAbort {
                    continue
                }
            }
        }
    }
}
