import SystemPackage

/// A pair of sockets, one in our table and one in a child's, through which descriptors are handed over.
///
/// It is for one use, which closes both.
struct DescriptorChannel: ~Copyable {
    private let child: LinuxProcess
    private let ours: FileDescriptorNumber
    private let theirs: FileDescriptorNumber
    private let local: LinuxProcess

    /// How long a child may be busy with another call.
    private static let patience = Duration.seconds(1)

    /// Has the child make two sockets, and takes one of them; or has it connect to a socket of ours, if we may not.
    ///
    /// - Throws: ``Unsupported`` if the child stays blocked in another call, ``SyscallError``, or ``Hangup``.
    static func open(to child: LinuxProcess, _ life: any ChildLife) async throws -> DescriptorChannel {
        try await awaitIdle(child)
        let pair: NumberPair = try await child.syscall(
            .socketpair, SocketNumbers.unixFamily, SocketNumbers.sequencedCloseOnExec, 0,
            Output<Bytes>(byteCount: 8))
        do {
            let number: Int = try await child.ours.syscall(.pidfd_getfd, life.pidfd, pair.first, 0)
            try await child.syscall(.close, pair.first)
            return DescriptorChannel(child, ours: FileDescriptorNumber(CInt(number)), theirs: pair.second)
        } catch let refused as SyscallError
            where [.permissionDenied, .notPermitted, .noFunction].contains(refused.errno)
        {
            // As filters for containers do, and security modules that restrict tracing.
            try await child.closeNumbers([pair.first, pair.second])
            let (ours, theirs) = try await ListeningSocket(child.ours).connect(child, life)
            return DescriptorChannel(child, ours: ours, theirs: theirs)
        } catch {
            try? await child.closeNumbers([pair.first, pair.second])
            throw error
        }
    }

    private init(_ child: LinuxProcess, ours: FileDescriptorNumber, theirs: FileDescriptorNumber) {
        self.child = child
        self.ours = ours
        self.theirs = theirs
        local = child.ours
        local.descriptorTable.reserve(ours)
    }

    deinit {
        local.descriptorTable.release(ours)
        local.connection.post(Step(.close, (ours.register, 0, 0, 0, 0, 0)))
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

    /// Hands descriptors of our table to the child, and closes the child's socket.
    ///
    /// - Returns: Their numbers in the child's table.
    /// - Throws: ``SyscallError``: `EMFILE` if the child may have no more, `ETOOMANYREFS` if too many are under way.
    consuming func send(_ numbers: [FileDescriptorNumber]) async throws -> [FileDescriptorNumber] {
        do {
            try await local.syscall(
                .sendmsg, ours, DescriptorMessage(numbers: numbers), SocketNumbers.sendsAtOnce)
        } catch {
            _ = try? await child.syscall(.close, theirs) as Int
            throw error
        }
        return try await Self.receive(numbers.count, child, theirs)
    }

    /// Has the child hand one of its descriptors to us, and closes the child's socket.
    consuming func fetch(_ number: FileDescriptorNumber) async throws -> FileDescriptorNumber {
        do {
            try await child.syscall(
                .sendmsg, theirs, DescriptorMessage(numbers: [number]),
                SocketNumbers.sendsAtOnce)
        } catch {
            _ = try? await child.syscall(.close, theirs) as Int
            throw error
        }
        try await child.syscall(.close, theirs)
        return try await Self.receive(1, local, ours)[0]
    }

    /// Receives `count` descriptors, and closes the socket if it is a child's.
    private static func receive(
        _ count: Int, _ receiver: LinuxProcess, _ socket: FileDescriptorNumber
    ) async throws -> [FileDescriptorNumber] {
        var program = receiver.program()
        program.stopsOnRefusal = false
        let room = DescriptorMessage(numbers: Array(repeating: FileDescriptorNumber(-1), count: count))
        let message: Later<DescriptorMessage.Received> = try program.record(
            .recvmsg, socket, room, SocketNumbers.receivesAtOnce)
        if receiver.life != nil { try program.record(.close, socket) }
        var results = try await program.run()
        let received = try results.take(message)
        guard !received.isCutOff, received.numbers.count == count else {
            try await receiver.closeNumbers(received.numbers)
            throw SyscallError(
                errno: .tooManyOpenFiles, call: SYS.recvmsg.name, arguments: ["\(count) descriptors"],
                process: receiver.pid)
        }
        return received.numbers
    }
}

extension LinuxProcess {
    /// Closes descriptors that have no owner.
    func closeNumbers(_ numbers: [FileDescriptorNumber]) async throws {
        for number in numbers { try await syscall(.close, number) }
    }
}

/// The two descriptors that a call has written.
private struct NumberPair: CallResult {
    let first: FileDescriptorNumber
    let second: FileDescriptorNumber

    init(_ outcome: borrowing CallOutcome) {
        first = FileDescriptorNumber(outcome.output.load(as: CInt.self))
        second = FileDescriptorNumber(outcome.output.load(fromByteOffset: 4, as: CInt.self))
    }
}
