import SystemPackage

extension ClonedProcess {
    /// Executes a command in place of the child.
    ///
    /// - Parameters:
    ///   - command: The command. A program without a slash in its name is looked up in the `PATH` of the resulting
    ///     environment, as the child sees it.
    ///   - environment: The variables to which the command's updates are applied; by default our own.
    ///   - mask: The signals that the program starts with blocked; by default none, as programs expect.
    /// - Returns: The child, which now runs the command.
    /// - Throws: ``Refused`` with the child, which is still usable. The reason is
    ///   ``CommandError/notFound(name:path:)``, ``CommandError/invalidVariable(name:)``, or a ``SyscallError`` if the program exists but
    ///   may not be executed.
    public consuming func exec(
        _ command: Command, environment: Environment = .current, mask: Sigset = .empty
    ) async throws(Refused<ClonedProcess>) -> ChildProcess {
        let environment = command.applied(to: environment)
        let (path, lines): (FilePath, [CString])
        do {
            lines = try environment.lines
            path = try await environment.which(command.program, in: process)
        } catch {
            throw Refused(error, operand: self)
        }
        return try await execve(path, [command.program] + command.arguments, lines, mask: mask)
    }
}

/// The output of a command, and how the command ended.
public struct CommandOutput: Hashable, Sendable {
    /// How the command ended.
    public let state: ChildState
    /// The bytes that were written to standard output.
    public let standardOutput: [UInt8]
    /// The bytes that were written to standard error.
    public let standardError: [UInt8]

    /// Standard output as text. Invalid UTF-8 is replaced.
    public var text: String { String(decoding: standardOutput, as: UTF8.self) }
}

extension SystemCalling where Self: ~Copyable {
    /// Runs a command in a child of this process and collects its output.
    ///
    /// It returns once the command has ended and no process that it started still has the output open.
    ///
    /// Cancelling the Swift task terminates the child: it is sent `SIGTERM`, and `SIGKILL` after `grace`. Processes
    /// that the command started are not waited for then.
    ///
    /// - Parameters:
    ///   - command: The command.
    ///   - environment: The variables to which the command's updates are applied; by default our own.
    ///   - signals: The signals whose action is set back to the default; all others that this process ignores are
    ///     ignored in the command too. By default `SIGPIPE`, which servers ignore and commands rely on: otherwise the
    ///     writers of a pipeline report a failed write instead of ending silently.
    ///   - grace: The time that the child has after `SIGTERM`.
    /// - Throws: ``CommandError/notFound(name:path:)``, ``CommandError/invalidVariable(name:)``, ``AlreadyTaken``, or
    ///   `CancellationError`.
    public func run(
        _ command: Command, environment: Environment = .current,
        resetting signals: Sigset = Sigset(.pipe), grace: Duration = .seconds(5)
    ) async throws -> CommandOutput {
        // Before anything is made for it.
        _ = try command.applied(to: environment).lines
        let output = try await process.pipe2()
        let error = try await process.pipe2()
        let child = try await process.clone()
        try await child.takeOutput(output.write, error.write, resetting: signals)
        let out = try await AsyncFileDescriptor(process.ours.inheriting(output.read))
        let err = try await AsyncFileDescriptor(process.ours.inheriting(error.read))
        let running: ChildProcess
        do {
            running = try await child.exec(command, environment: environment)
        } catch {
            throw error.reason
        }
        // Ours must go, or the end of the output would never come.
        try await output.write.close()
        try await error.write.close()
        let written = Task { try await out.readToEnd() }
        let complained = Task { try await err.readToEnd() }
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
    /// Makes these the standard output and the standard error of the program to come, and has `signals` do by default
    /// what they do.
    fileprivate func takeOutput(
        _ output: borrowing OwnedFileDescriptor, _ error: borrowing OwnedFileDescriptor,
        resetting signals: Sigset
    ) async throws {
        let numbers = try await process.receive(output, error)
        var program = process.program()
        // Their own numbers may be 1 and 2, if we were started without.
        for (number, target) in zip(numbers, CInt(1)...) where number.rawValue != target {
            try program.record(.dup3, number, FileDescriptorNumber(target), 0)
        }
        for signal in signals.signals {
            try program.record(.sigaction, signal, SignalAction.default, Address.null, Sigset.byteCount)
        }
        _ = try await program.run()
    }
}

extension LinuxProcess {
    /// Returns the same open file as a descriptor of this process, and closes the original if that is another.
    fileprivate func inheriting(_ descriptor: consuming OwnedFileDescriptor) async throws
        -> OwnedFileDescriptor
    {
        if descriptor.table === descriptorTable { return descriptor }
        return try await inherit(descriptor)
    }
}
