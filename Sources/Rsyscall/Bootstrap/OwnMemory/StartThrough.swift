import CRsyscall
public import SystemPackage

extension SystemCalling where Self: ~Copyable {
    /// Starts a process through a command that executes the program that it is given, such as `sudo`, `setpriv`,
    /// `unshare`, `nsenter` or `chroot`.
    ///
    /// The command gets one more argument, the path of a small program of the library's, and a Unix socket as its
    /// standard input, which it must pass on. Its other streams are those of this process, so what it prints reaches
    /// the user. The program then serves our calls, in memory of its own, as after ``ClonedProcess/withOwnMemory()``,
    /// with what the command has made of it: other users, namespaces or another root.
    ///
    /// ```swift
    /// let root = try await process.start(through: Command("sudo"))
    /// try await root.mount("tmpfs", "/mnt", "tmpfs")
    /// ```
    ///
    /// The process ends when it is dropped and when we end, even if we may not signal it. The init of a pid namespace that
    /// we may not signal is an exception: it ends with the command.
    ///
    /// - Parameters:
    ///   - command: The command, up to the program that it is to execute.
    ///   - stub: The path of the program as the command sees it, for example in another root, where
    ///     ``installStub(at:)`` has put it. By default the program is written to a temporary directory that every user
    ///     may enter, and removed once it runs.
    /// - Returns: The process, whose descriptors are the standard streams, with an empty standard input.
    /// - Throws: ``CommandError/failed(command:process:state:)`` if the command ends before the program runs, or
    ///   `CancellationError` if the Swift task was canceled meanwhile. On any error the command is killed.
    public func start(through command: Command, stub: FilePath? = nil) async throws -> ClonedProcess {
        let process = process
        if let stub { return try await ThroughRequest(maker: process, command: command).make(stub) }
        let directory = try await process.makeTemporaryDirectory()
        let started: Result<ClonedProcess, any Error>
        do {
            try await directory.descriptor.fchmod([.rwxu, .xgrp, .xoth])
            let path = directory.path.appending("rsyscall-stub")
            try await process.installStub(at: path)
            started = .success(try await ThroughRequest(maker: process, command: command).make(path))
        } catch {
            started = .failure(error)
        }
        try await directory.remove()
        return try started.get()
    }

    /// Writes the program that ``start(through:stub:)`` passes to commands to a new file, which every user may execute.
    ///
    /// - Throws: `EEXIST` if there is such a file.
    public func installStub(at path: FilePath) async throws {
        let file = try await process.open(path, [.wronly, .creat, .excl], mode: .rwxu)
        try await file.write(StubImage.bytes(for: process.host.architecture))
        // Whatever the umask is.
        try await file.fchmod([.rusr, .xusr, .rgrp, .xgrp, .roth, .xoth])
    }
}

/// One process that a command starts.
private struct ThroughRequest {
    let maker: LinuxProcess
    let command: Command

    func make(_ stub: FilePath) async throws -> ClonedProcess {
        let ours = maker.ours
        let new = try await NewSpace(ours)
        let pair = try await ours.socketpair(.unix, .stream)
        try await pair.first.setsockopt(.passcred, true)
        // Before the command runs, which may end at once and leave no reader.
        let version = UInt8(RSYSCALL_SPACE_VERSION)
        _ = try await pair.first.sendmsg(Bytes([version]), passing: new.memfd)
        let executed = try await execute(stub, pair.second)
        // A copy of it would keep the stream from ending.
        try await pair.second.close()
        let (process, record): (LinuxProcess, ChildRecord)
        do {
            guard let pid = try await greeting(pair.first, executed) else {
                let state = try await executed.endOrKill()
                throw CommandError.failed(command: "\(command)", process: executed.pid, state: state)
            }
            record = try await self.record(of: pid, executed)
            try await ours.syscall(.fcntl, pair.first, FcntlCommand.setfl, OpenFlags.nonblock)
            let bell = try SpaceBell(pair.first.releaseNumber(), ours.host.loop, new.doorbell)
            record.killByEnding { [weak bell] in bell?.hangUp() }
            // The process doesn't outlive the command either, whose end is reported even if another process has got the
            // number of the first by now.
            executed.hangUp(new.mailbox)
            process = try await new.served(by: record, madeBy: maker, bell, filter: .none) { bell in
                ProcessNamespaces(
                    descriptorTable: DescriptorTable(), pids: PidNamespace(), mounts: MountNamespace(),
                    bell: bell)
            }
        } catch {
            _ = executed.send(.kill)
            throw error
        }
        return ClonedProcess(process: process, record: record)
    }

    /// Makes a child execute the command, with the socket as its standard input, and returns its life.
    private func execute(
        _ stub: FilePath, _ socket: borrowing OwnedFileDescriptor
    ) async throws -> ChildRecord {
        var command = command
        command.arguments.append(CString(stub))
        let child = try await maker.clone()
        let input = try await child.inherit(socket)
        try await input.dup3(ontoUnowned: FileDescriptorNumber(0))
        return try await child.exec(command).record
    }

    /// Waits for the first message, which the kernel adds the sender's number to.
    ///
    /// - Returns: `nil` if the stream ends before.
    private func greeting(
        _ socket: borrowing OwnedFileDescriptor, _ record: ChildRecord
    ) async throws -> ProcessID? {
        try await record.killingIfCanceled {
            do {
                let message = try await socket.recvmsg(upTo: 8)
                return message.length > 0 ? message.control.credentials?.pid : nil
            } catch let error as SyscallError where error.errno == .connectionReset {
                // What we sent was not read.
                return nil
            }
        }
    }

    /// Returns the life of the process, which is that of the command if it has the same number.
    private func record(of pid: ProcessID, _ command: ChildRecord) async throws -> ChildRecord {
        let ours = maker.ours
        if command.pidNamespace === ours.pidNamespace, command.pid == pid { return command }
        // It is the right one if the process answers after this, since it had that number then.
        let number: Int = try await ours.syscall(.pidfd_open, pid, 0)
        let record = ChildRecord(
            pid: pid, in: ours.pidNamespace, pidfd: FileDescriptorNumber(CInt(number)), parent: .ourParent,
            ours: ours)
        try record.watch()
        return record
    }
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
    fileprivate func killingIfCanceled<Outcome>(_ body: () async throws -> Outcome) async throws -> Outcome {
        let outcome = try await withTaskCancellationHandler {
            try await body()
        } onCancel: {
            _ = send(.kill)
        }
        try Task.checkCancellation()
        return outcome
    }
}
