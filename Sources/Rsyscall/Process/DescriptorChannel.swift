import SystemPackage

/// A pair of sockets, one in our table and one in a child's, through which descriptors are handed over.
///
/// It is for one use, which closes both.
struct DescriptorChannel: ~Copyable {
    private let ours: OwnedFileDescriptor
    private let theirs: OwnedFileDescriptor

    /// How often a child may be found busy with another call.
    private static let mostLooks = 500

    /// Makes the child create two sockets and takes one; if that isn't allowed, makes it connect to one of ours.
    ///
    /// - Throws: ``Unsupported`` if the child stays blocked in another call, ``SyscallError``, or ``Hangup``.
    static func open(to child: LinuxProcess, _ life: any ChildLife) async throws -> DescriptorChannel {
        try await awaitIdle(child)
        child.connection.expectCalls()
        // Owned at once, they are closed if the child dies and its table lives on.
        let pair = try await child.socketpair(.unix, .seqpacket)
        let local = child.ours
        do {
            let number: Int = try await local.syscall(.pidfd_getfd, life.pidfd, pair.first.number, 0)
            return DescriptorChannel(
                ours: OwnedFileDescriptor(
                    new: OpenedFile(number).number, of: local, in: local.descriptorTable),
                theirs: pair.second)
        } catch let refused as SyscallError
            where [.permissionDenied, .notPermitted, .noFunction].contains(refused.errno)
        {
            // Filters for containers refuse it, and security modules that restrict tracing.
            let ends = try await ListeningSocket(local).connect(child, life)
            return DescriptorChannel(ours: ends.ours, theirs: ends.theirs)
        }
    }

    private init(ours: consuming OwnedFileDescriptor, theirs: consuming OwnedFileDescriptor) {
        self.ours = ours
        self.theirs = theirs
    }

    private static func awaitIdle(_ child: LinuxProcess) async throws {
        // Counted and not timed: on a machine that is too busy to run the child, the looks come later too.
        for _ in 0..<mostLooks {
            guard child.connection.isBusy else { return }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw Unsupported(.recvmsg, "a process that is blocked in another call")
    }

    /// Hands descriptors of our table to the child. Its copies are close-on-exec.
    ///
    /// - Returns: Their numbers in the child's table.
    /// - Throws: ``SyscallError``: `EMFILE` if the child may have no more, `ETOOMANYREFS` if too many are under way.
    consuming func send(_ numbers: [FileDescriptorNumber]) async throws -> [FileDescriptorNumber] {
        try await Self.send(numbers, ours)
        return try await Self.receive(numbers.count, theirs)
    }

    /// Makes the child pass one of its descriptors to us.
    consuming func fetch(_ number: FileDescriptorNumber) async throws -> FileDescriptorNumber {
        try await Self.send([number], theirs)
        return try await Self.receive(1, ours)[0]
    }

    // Neither side waits, since it is sent before it is received.
    private static func send(
        _ numbers: [FileDescriptorNumber], _ socket: borrowing OwnedFileDescriptor
    ) async throws {
        let table = socket.table
        let control = ControlContent(descriptors: numbers.map { NumberInTable(number: $0, table: table) })
        try await socket.process.syscall(
            .sendmsg, socket, OutgoingMessage(MessageContent(.value([0])), control),
            [.dontwait, .nosignal] as MSG)
    }

    private static func receive(
        _ count: Int, _ socket: borrowing OwnedFileDescriptor
    ) async throws -> [FileDescriptorNumber] {
        let receiver = socket.process
        let room = try MessageRoom(
            bytes: 1, control: CmsgLayout.space(count * MemoryLayout<CInt>.size))
        let received: UnownedMessage = try await receiver.syscall(
            .recvmsg, socket, room, [.dontwait, .cmsg_cloexec] as MSG)
        let numbers = received.header.control.descriptors
        guard !received.header.flags.contains(.ctrunc), numbers.count == count else {
            for number in numbers { try await receiver.syscall(.close, number) }
            throw SyscallError(
                errno: .tooManyOpenFiles, call: SYS.recvmsg.name, arguments: ["\(count) descriptors"],
                process: receiver.pid)
        }
        return numbers
    }
}

/// A message whose descriptors have no owner yet.
private struct UnownedMessage: CallResult {
    let header: MessageHeader

    init(_ outcome: borrowing CallOutcome) throws { header = try MessageHeader(outcome) }
}
