import SystemPackage

extension ClonedProcess {
    /// Executes a command in place of the child.
    ///
    /// - Parameters:
    ///   - command: What is executed; a name is looked for in the `PATH` of the resulting environment, as
    ///     the child sees it.
    ///   - environment: What the command's updates are applied to; ours unless given.
    ///   - mask: Which signals the program starts with blocked; none, as programs expect.
    /// - Throws: ``Refused`` with the child, still usable: ``CommandNotFound``, or what
    ///   ``execve(_:_:_:mask:)`` throws.
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
    /// Runs a command in a child of this process and collects what it writes.
    ///
    /// Cancelling the Swift task terminates the child: `SIGTERM`, then `SIGKILL` once `grace` has passed.
    ///
    /// - Throws: ``CommandNotFound``, ``SyscallError``, ``ChildStatusTaken``, ``Hangup``, or
    ///   `CancellationError`.
    public func run(
        _ command: Command, environment: Environment = .current, grace: Duration = .seconds(5)
    ) async throws -> CommandOutput {
        let outPipe = try await task.pipe2().take()
        let errPipe = try await task.pipe2().take()
        let child = try await task.clone()
        try await child.inherit(outPipe.second).dup3(ontoUnowned: FileDescriptorNumber(1))
        try await child.inherit(errPipe.second).dup3(ontoUnowned: FileDescriptorNumber(2))
        let running: ChildProcess
        do {
            running = try await child.exec(command, environment: environment)
        } catch {
            throw error.reason
        }
        // Ours must go, or the end of the output would never come.
        try await outPipe.second.close()
        try await errPipe.second.close()
        let out = Drained(outPipe.first)
        let err = Drained(errPipe.first)
        async let written = out.all()
        async let complained = err.all()
        let state = try await running.waitOrTerminate(grace: grace)
        return CommandOutput(
            state: state, standardOutput: try await written, standardError: try await complained)
    }
}

/// A descriptor that is read to its end.
private actor Drained {
    private var descriptor: OwnedFileDescriptor?

    init(_ descriptor: consuming OwnedFileDescriptor) {
        self.descriptor = .some(descriptor)
    }

    func all() async throws -> [UInt8] {
        guard let descriptor = descriptor.take() else { return [] }
        var all: [UInt8] = []
        while true {
            let part = try await descriptor.read(upTo: 64 << 10)
            if part.isEmpty { return all }
            all += part
        }
    }
}
