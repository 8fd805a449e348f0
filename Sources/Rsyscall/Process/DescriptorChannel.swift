import SystemPackage

/// A pair of sockets, one in our table and one in a child's, through which descriptors are handed over.
///
/// It is for one use, which closes both.
struct DescriptorChannel: ~Copyable {
    private let ours: OwnedFileDescriptor
    private let theirs: OwnedFileDescriptor

    /// How long a child may be busy with another call.
    private static let patience = Duration.seconds(1)

    /// Has the child make two sockets, and takes one of them; or has it connect to a socket of ours, if we may not.
    ///
    /// - Throws: ``Unsupported`` if the child stays blocked in another call, ``SyscallError``, or ``Hangup``.
    static func open(to child: LinuxProcess, _ life: any ChildLife) async throws -> DescriptorChannel {
        try await awaitIdle(child)
        // Two descriptors, as those of a pipe. Owned at once, they are closed if the child dies and its table lives on.
        let pair: PipeEnds = try await child.syscall(
            .socketpair, SocketNumbers.unixFamily, SocketNumbers.sequencedCloseOnExec, 0, Output<PipeEnds>())
        let local = child.ours
        do {
            let number: Int = try await local.syscall(.pidfd_getfd, life.pidfd, pair.read.number, 0)
            return DescriptorChannel(
                ours: OwnedFileDescriptor(
                    new: FileDescriptorNumber(CInt(number)), of: local, in: local.descriptorTable),
                theirs: pair.write)
        } catch let refused as SyscallError
            where [.permissionDenied, .notPermitted, .noFunction].contains(refused.errno)
        {
            // As filters for containers do, and security modules that restrict tracing.
            let ends = try await ListeningSocket(local).connect(child, life)
            return DescriptorChannel(ours: ends.ours, theirs: ends.theirs)
        }
    }

    private init(ours: consuming OwnedFileDescriptor, theirs: consuming OwnedFileDescriptor) {
        self.ours = ours
        self.theirs = theirs
    }

    private static func awaitIdle(_ child: LinuxProcess) async throws {
        let end = ContinuousClock.now + patience
        while child.connection.isBusy {
            guard ContinuousClock.now < end else {
                throw Unsupported(.recvmsg, "a process that is blocked in another call")
            }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Hands descriptors of our table to the child.
    ///
    /// - Returns: Their numbers in the child's table.
    /// - Throws: ``SyscallError``: `EMFILE` if the child may have no more, `ETOOMANYREFS` if too many are under way.
    consuming func send(_ numbers: [FileDescriptorNumber]) async throws -> [FileDescriptorNumber] {
        try await ours.process.syscall(
            .sendmsg, ours, DescriptorMessage(numbers: numbers), SocketNumbers.sendsAtOnce)
        return try await Self.receive(numbers.count, theirs)
    }

    /// Has the child hand one of its descriptors to us.
    consuming func fetch(_ number: FileDescriptorNumber) async throws -> FileDescriptorNumber {
        try await theirs.process.syscall(
            .sendmsg, theirs, DescriptorMessage(numbers: [number]), SocketNumbers.sendsAtOnce)
        return try await Self.receive(1, ours)[0]
    }

    private static func receive(
        _ count: Int, _ socket: borrowing OwnedFileDescriptor
    ) async throws -> [FileDescriptorNumber] {
        let receiver = socket.process
        let room = DescriptorMessage(numbers: Array(repeating: FileDescriptorNumber(-1), count: count))
        let received: DescriptorMessage.Received = try await receiver.syscall(
            .recvmsg, socket, room, SocketNumbers.receivesAtOnce)
        guard !received.isCutOff, received.numbers.count == count else {
            for number in received.numbers { try await receiver.syscall(.close, number) }
            throw SyscallError(
                errno: .tooManyOpenFiles, call: SYS.recvmsg.name, arguments: ["\(count) descriptors"],
                process: receiver.pid)
        }
        return received.numbers
    }
}
