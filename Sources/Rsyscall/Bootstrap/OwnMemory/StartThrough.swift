import CRsyscall
import RsyscallWire
public import SystemPackage

extension SystemCalling where Self: ~Copyable {
    /// Starts a process through a command that executes the program that it is given, on this host or on another one:
    /// `sudo`, `setpriv`, `unshare`, `nsenter`, `chroot`, `docker exec -i`, `kubectl exec -i` or `ssh`.
    ///
    /// The command gets one more argument, the path of a small program of the library's, the stub, and a Unix socket as
    /// its standard input and output, which it must pass on or carry the bytes of, in both directions at once. What it
    /// prints to standard error is passed on to that of this process; what it prints to standard output before it executes
    /// the stub is dropped.
    ///
    /// If the stub finds the socket itself as its standard input and is for our architecture, the process shares memory
    /// with us, as after ``ClonedProcess/withOwnMemory()``, and has our standard output and the standard error of this
    /// one. Otherwise its calls and its memory go over the stream, in one round trip for a call or a ``Program``, and what
    /// it writes to standard output goes to standard error. Either way it is what the command has made of it: another
    /// user, or in other namespaces, another root or on another host. Its children use the same stream.
    ///
    /// ```swift
    /// let root = try await process.start(through: Command("sudo"))
    /// try await root.mount("tmpfs", "/mnt", "tmpfs")
    /// ```
    ///
    /// The process ends when it is dropped. When we end, or the stream does, so do the processes of the library at its
    /// other end and the programs that they have executed, except for programs that have changed their user and that the
    /// stub may not kill. Over a stream, what such a program has started ends too; with shared memory it may stay. The init
    /// of a pid namespace that shares memory with us and that we may not signal ends with the command.
    ///
    /// - Parameters:
    ///   - command: The command, up to the program that it is to execute.
    ///   - stub: The path at which the command finds the stub, after ``installStub(at:for:)`` has written it there. By
    ///     default the stub is written to a temporary directory that every user may enter, and removed once it runs.
    ///   - architecture: The architecture that the stub is written for, if that isn't the one of this process's host.
    ///   - sharingMemory: Whether the process may share memory with us. If not, all goes over the stream.
    /// - Returns: The process, whose descriptors are the standard streams, with an empty standard input.
    /// - Throws: ``CommandError/failed(command:process:state:message:)`` if the command ends before the stub runs;
    ///   ``Unsupported`` if the stub is of another version of the library, or if
    ///   more than a mebibyte comes before it; or
    ///   `CancellationError` if the Swift task was canceled meanwhile. On any error the command is killed.
    public func start(
        through command: Command, stub: FilePath? = nil, architecture: LinuxHost.Architecture? = nil,
        sharingMemory: Bool = true
    ) async throws -> ClonedProcess {
        let process = process
        let request = ThroughRequest(
            maker: process, command: command, architecture: architecture ?? process.host.architecture,
            sharesMemory: sharingMemory)
        if let stub { return try await request.make(stub, isInstalled: true) }
        let directory = try await process.makeTemporaryDirectory()
        let started: Result<ClonedProcess, any Error>
        do {
            try await directory.descriptor.fchmod([.rwxu, .xgrp, .xoth])
            let path = directory.path.appending("rsyscall-stub")
            started = .success(try await request.make(path, isInstalled: false))
        } catch {
            started = .failure(error)
        }
        // So that removing it takes no other descriptor. There is no such file if it couldn't be written.
        try? await directory.descriptor.unlinkat("rsyscall-stub")
        try await directory.remove()
        return try started.get()
    }

    /// Writes the program that ``start(through:stub:architecture:sharingMemory:)`` passes to commands to a new file, which
    /// every user may execute.
    ///
    /// - Parameters:
    ///   - path: The path of the new file.
    ///   - architecture: The architecture that the program is for, by default that of this process's host.
    /// - Throws: `EEXIST` if there is such a file.
    public func installStub(
        at path: FilePath, for architecture: LinuxHost.Architecture? = nil
    ) async throws {
        let file = try await process.open(path, [.wronly, .creat, .excl], mode: .rwxu)
        try await file.write(StubImage.bytes(for: architecture ?? process.host.architecture))
        // Whatever the umask is.
        try await file.fchmod([.rusr, .xusr, .rgrp, .xgrp, .roth, .xoth])
        // Dropped, it would be closed later than the command is made if the process is busy: execve refuses a file that
        // somebody may write to.
        try await file.close()
    }
}

/// One process that a command starts.
private struct ThroughRequest {
    let maker: LinuxProcess
    let command: Command
    let architecture: LinuxHost.Architecture
    /// Whether the program gets memory to share with us, if it is on this host.
    let sharesMemory: Bool

    func make(_ stub: FilePath, isInstalled: Bool) async throws -> ClonedProcess {
        let ours = maker.ours
        let pair = try await ours.socketpair(.unix, .stream)
        // Only a process on our host can map memory that we have.
        var new = ours.isThisProcess && sharesMemory ? try await NewSpace(ours) : nil
        try await pair.first.setsockopt(.passcred, true)
        let child = try await maker.clone()
        // The child alone has it open to write to: with a copy in another process it couldn't be executed.
        if !isInstalled { try await child.installStub(at: stub, for: architecture) }
        let words = try await CommandWords(of: child.process, madeBy: maker)
        // Before the command runs, which may end at once and leave no reader.
        try await greet(pair.first, passing: new?.memfd.number, words.ourTarget)
        let executed = try await execute(stub, child, pair.second)
        words.passOn()
        do {
            // A copy of it would keep the stream from ending.
            try await pair.second.close()
            let socket = try await local(pair.first)
            switch try await answer(socket, executed, offersMemory: new != nil) {
            case .end: executed.kill(after: .seconds(1))
            case .stream(let greeting, let rest):
                let socket = Handover(try await nonblocking(socket))
                return try await executed.killingIfCanceled {
                    Handover(
                        try await RelayStart(socket: socket.take(), greeting: greeting, received: rest)
                            .process(madeBy: maker, executed))
                }.take()
            case .mailbox(let pid):
                guard let space = new.take() else { break }
                let (mapped, socket) = (Handover(space), Handover(try await nonblocking(socket)))
                return try await executed.killingIfCanceled {
                    Handover(try await process(pid, in: try mapped.take(), executed, try socket.take()))
                }.take()
            }
            let state = try await executed.endOrKill()
            throw CommandError.failed(
                command: "\(command)", process: executed.pid, state: state, message: await words.last())
        } catch {
            _ = executed.send(.kill)
            // What was under way then ends with errors of its own.
            try Task.checkCancellation()
            throw error
        }
    }

    /// Returns the end of the stream in our own process. From another host, we carry the bytes.
    private func local(_ socket: consuming OwnedFileDescriptor) async throws -> OwnedFileDescriptor {
        guard let origin = maker.host.origin else { return socket }
        let near = try await origin.socketpair(.unix, .stream)
        CarriedEnd.connect(try await CarriedEnd(socket), try await CarriedEnd(near.second))
        return near.first
    }

    private func nonblocking(_ socket: consuming OwnedFileDescriptor) async throws -> OwnedFileDescriptor {
        try await socket.process.syscall(.fcntl, socket, FcntlCommand.setfl, OpenFlags.nonblock)
        return socket
    }

    /// Returns the process with this number, which has mapped the memfd.
    private func process(
        _ pid: ProcessID, in new: consuming NewSpace, _ executed: ChildRecord,
        _ socket: consuming OwnedFileDescriptor
    ) async throws -> ClonedProcess {
        let record = try await record(of: pid, executed)
        // The command may wait for something else.
        if record !== executed { record.atEnd { executed.kill(after: .seconds(1)) } }
        let bell = try SpaceBell(socket.releaseNumber(), maker.ours.host.loop, new.doorbell)
        record.killByEnding { [weak bell, weak mailbox = new.mailbox] in
            guard let bell, let mailbox, !mailbox.isGone else { return false }
            bell.hangUp()
            return true
        }
        // The process doesn't outlive the command either, whose end is reported even if another process has got the
        // number of the first by now.
        executed.hangUp(new.mailbox)
        let process = try await new.served(by: record, madeBy: maker, bell, filter: maker.connection.filter) {
            bell in
            ProcessNamespaces(
                descriptorTable: DescriptorTable(), pids: PidNamespace(), mounts: MountNamespace(), bell: bell
            )
        }
        return ClonedProcess(process: process, record: record)
    }

    /// Makes the child execute the command, with the socket as its standard input and output, and returns its life.
    private func execute(
        _ stub: FilePath, _ child: consuming ClonedProcess, _ socket: borrowing OwnedFileDescriptor
    ) async throws -> ChildRecord {
        var command = command
        command.arguments.append(CString(stub))
        // An emulator may refuse it to the stub, which is to reap the children of all processes that it serves.
        if architecture != maker.host.architecture { try? await child.prctl_set_child_subreaper(true) }
        let input = try await child.inherit(socket)
        try await input.dup3(ontoUnowned: FileDescriptorNumber(0))
        try await input.dup3(ontoUnowned: FileDescriptorNumber(1))
        return try await child.exec(command).record
    }

    /// Sends what the program expects first, with the memfd, our standard output and the maker's standard error, as far
    /// as there are any.
    private func greet(
        _ socket: borrowing OwnedFileDescriptor, passing memfd: FileDescriptorNumber?,
        _ error: FileDescriptorNumber?
    ) async throws {
        let greeting = withUnsafeBytes(of: ClientGreeting()) { Array($0) }
        guard let memfd else {
            _ = try await socket.write(Bytes(greeting))
            return
        }
        let ours = maker.ours
        let output = FileDescriptorNumber(1)
        let flags: Int? = try? await ours.syscall(.fcntl, output, FcntlCommand.getfd)
        // A file that a program would not get is not our standard output.
        let isMissing = flags.map { FD(rawValue: CInt(truncatingIfNeeded: $0)).contains(.cloexec) } ?? true
        let table = ours.descriptorTable
        // If one of them is missing, the other takes its place.
        let outputs = isMissing ? [error, error] : [output, error]
        let control = ControlContent(
            descriptors: ([memfd] + outputs.compactMap(\.self)).map {
                NumberInTable(number: $0, table: table)
            })
        try await ours.syscall(
            .sendmsg, socket, OutgoingMessage(MessageContent(.value(greeting)), control), MSG.nosignal)
    }

    /// What the program answers.
    private enum Answer {
        /// The stream has ended before.
        case end
        /// It has mapped the memfd. The kernel says who sent that.
        case mailbox(ProcessID)
        /// With what has come after it.
        case stream(StubGreeting, rest: [UInt8])
    }

    /// Waits for the answer of the program, which comes after what the command prints.
    ///
    /// - Parameter offersMemory: Whether it has a memfd to map.
    private func answer(
        _ socket: borrowing OwnedFileDescriptor, _ record: ChildRecord, offersMemory: Bool
    ) async throws -> Answer {
        var search = AnswerSearch(offersMemory: offersMemory)
        // What the command has started may have the other end too, and keep it.
        let awaited = AwaitedSocket(socket.number)
        record.atEnd { awaited.end() }
        defer { awaited.forget() }
        return try await record.killingIfCanceled {
            do {
                while true {
                    let message = try await socket.recvmsg(upTo: 4096)
                    guard message.length > 0 else { return .end }
                    search.add(message.bytes)
                    switch try search.next() {
                    case nil: continue
                    case .mailbox: return message.control.credentials.map { .mailbox($0.pid) } ?? .end
                    case .stream(let greeting, let rest): return .stream(greeting, rest: rest)
                    }
                }
            } catch let error as SyscallError where error.errno == .connectionReset {
                // What we sent was not read.
                return .end
            }
        } onCancel: {
            awaited.end()
        }
    }

    /// Returns the life of the process, which is that of the command if it has the same number.
    private func record(of pid: ProcessID, _ command: ChildRecord) async throws -> ChildRecord {
        let ours = maker.ours
        if command.pidNamespace === ours.pidNamespace, command.pid == pid { return command }
        // It is the right one if the process answers after this, since it had that number then.
        let number: Int = try await ours.syscall(.pidfd_open, pid, 0)
        let record = ChildRecord(
            pid: pid, in: ours.pidNamespace, pidfd: OpenedFile(number).number, parent: .other,
            ours: ours)
        try record.watch()
        return record
    }
}

/// A socket of our own process, as long as it is read for the answer.
private final class AwaitedSocket: Sendable {
    private let number: Guarded<FileDescriptorNumber?>

    init(_ number: FileDescriptorNumber) { self.number = Guarded(number) }

    /// Ends the reads, after what has come by now.
    func end() {
        number.withLock { number in
            if let number { _ = Step(.shutdown, (number.register, 0, 0, 0, 0, 0)).made() }
        }
    }

    /// Leaves the socket alone from now on.
    func forget() { number.withLock { $0 = nil } }
}

extension ChildRecord {
    /// Waits for the end of the process, and kills it if the Swift task is canceled.
    ///
    /// - Throws: ``AlreadyTaken``, or `CancellationError`.
    fileprivate func endOrKill() async throws -> ChildState {
        try await killingIfCanceled { try await end() }
    }

    /// Runs `body`, which the end of the process ends, and kills the process if the Swift task is canceled meanwhile.
    ///
    /// - Throws: The error of `body`, or `CancellationError`.
    fileprivate func killingIfCanceled<Outcome>(
        _ body: () async throws -> Outcome, onCancel: @Sendable () -> Void = {}
    ) async throws -> Outcome {
        let outcome = try await withTaskCancellationHandler {
            try await body()
        } onCancel: {
            _ = send(.kill)
            onCancel()
        }
        try Task.checkCancellation()
        return outcome
    }
}
