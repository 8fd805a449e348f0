import CRsyscall
import SystemPackage

extension ClonedProcess {
    /// Executes a command in place of the child.
    ///
    /// - Parameters:
    ///   - command: What is executed; a name is looked for in the `PATH` of the resulting environment, as
    ///     the child sees it.
    ///   - environment: What the command's updates are applied to; ours unless given.
    ///   - mask: Which signals the program starts with blocked; none, as programs expect.
    /// - Throws: ``Refused`` with the child, still usable: ``CommandNotFound``, ``SyscallError`` where the
    ///   command is there and may not be executed, or what ``execve(_:_:_:mask:)`` throws.
    public consuming func exec(
        _ command: Command, environment: Environment = .current, mask: Sigset = .empty
    ) async throws(Refused<ClonedProcess>) -> ChildProcess {
        let environment = command.applied(to: environment)
        let path: FilePath
        do {
            path = try await environment.which(command.program, task: task)
        } catch {
            throw Refused(error, operand: self)
        }
        return try await execve(path, [command.program] + command.arguments, environment.lines, mask: mask)
    }
}

/// What a command wrote, and how it ended.
public struct CommandOutput: Hashable, Sendable {
    /// How it ended.
    public let state: ChildState
    /// What it wrote to standard output.
    public let standardOutput: [UInt8]
    /// What it wrote to standard error.
    public let standardError: [UInt8]

    /// Standard output as text; what is not UTF-8 is replaced.
    public var text: String { String(decoding: standardOutput, as: UTF8.self) }
}

extension SystemCalling where Self: ~Copyable {
    /// Runs a command in a child of this process and collects what it writes, until it has ended and nobody
    /// else that it started can write any more.
    ///
    /// Cancelling the Swift task terminates the child: `SIGTERM`, then `SIGKILL` once `grace` has passed. What
    /// the child started itself is not waited for then.
    ///
    /// - Throws: ``CommandNotFound``, ``SyscallError``, ``ChildStatusTaken``, ``Hangup``, or
    ///   `CancellationError`.
    public func run(
        _ command: Command, environment: Environment = .current, grace: Duration = .seconds(5)
    ) async throws -> CommandOutput {
        let outPipe = try await task.pipe2().take()
        let errPipe = try await task.pipe2().take()
        let child = try await task.clone()
        try await child.takeOutput(outPipe.second, errPipe.second)
        let out = Collector(try await outPipe.first.atHome())
        let err = Collector(try await errPipe.first.atHome())
        let running: ChildProcess
        do {
            running = try await child.exec(command, environment: environment)
        } catch {
            throw error.reason
        }
        // Ours must go, or the end of the output would never come.
        try await outPipe.second.close()
        try await errPipe.second.close()
        let written = Task { try await out.all() }
        let complained = Task { try await err.all() }
        do {
            let state = try await running.waitOrTerminate(grace: grace)
            return try await withTaskCancellationHandler {
                CommandOutput(
                    state: state, standardOutput: try await written.value,
                    standardError: try await complained.value)
            } onCancel: {
                written.cancel()
                complained.cancel()
            }
        } catch {
            written.cancel()
            complained.cancel()
            throw error
        }
    }
}

extension ClonedProcess {
    /// Makes these the standard output and the standard error of the program to come.
    fileprivate func takeOutput(
        _ output: borrowing OwnedFileDescriptor, _ error: borrowing OwnedFileDescriptor
    ) async throws {
        // Their own numbers may be 1 and 2, where we were started without.
        let output = try await inherit(output).duplicate(from: .afterStandardStreams)
        let error = try await inherit(error).duplicate(from: .afterStandardStreams)
        try await output.dup3(ontoUnowned: FileDescriptorNumber(1))
        try await error.dup3(ontoUnowned: FileDescriptorNumber(2))
    }
}

extension OwnedFileDescriptor {
    /// The same open file as a descriptor of our own threads, who can watch it; the original is closed. As it is
    /// where our own calls are made with another table.
    fileprivate consuming func atHome() async throws -> OwnedFileDescriptor {
        let local = LocalProcess.shared
        guard table !== local.threadsTable, local.task.descriptorTable === local.threadsTable,
            let owner = task.interface as? ChildInterface
        else { return self }
        let number = try local.pidfd(
            "pidfd_getfd", Int(__NR_pidfd_getfd), owner.record.pidfd.register, try checkedNumber().register)
        return OwnedFileDescriptor(number, of: local.task, neverWaits: false)
    }
}

/// A descriptor that is read to its end.
private actor Collector {
    private let descriptor: OwnedFileDescriptor
    /// Whether it is of the table that the monitor's thread has.
    private let isWatchable: Bool

    init(_ descriptor: consuming OwnedFileDescriptor) {
        isWatchable = descriptor.table === LocalProcess.shared.threadsTable
        self.descriptor = descriptor
    }

    /// - Throws: `CancellationError`, between two reads; ``SyscallError``, or ``Hangup``.
    func all() async throws -> [UInt8] {
        var all: [UInt8] = []
        while true {
            try Task.checkCancellation()
            if isWatchable { try await LocalProcess.shared.monitor.readable(descriptor.number) }
            let part = try await descriptor.read(upTo: 64 << 10)
            if part.isEmpty { return all }
            all += part
        }
    }
}
