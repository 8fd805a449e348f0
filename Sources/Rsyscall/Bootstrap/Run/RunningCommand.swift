import SystemPackage

/// A command that runs, as the body of `run` sees it.
///
/// Several tasks can use it at once.
public final class RunningCommand: Sendable {
    private let control: RunControl
    private let command: Command
    private let ends: RunEnds
    private let roles: RunRoles
    private let input: CommandInput?
    private let output: OutputCollector?
    private let error: OutputCollector?
    private let feeder: Task<Void, Never>?

    init(
        _ child: consuming ChildProcess, _ command: Command, _ input: AsyncFileDescriptor?, _ ends: RunEnds,
        _ roles: RunRoles, timeout: Duration?, grace: Duration
    ) {
        let control = RunControl(child.record, ends, timeout: timeout, grace: grace)
        self.control = control
        self.command = command
        self.ends = ends
        self.roles = roles
        let input = input.map { CommandInput($0, isTerminal: ends.terminal != nil) }
        self.input = input
        output = OutputCollector(ends.output, roles.outputLimit, control)
        error = OutputCollector(ends.error, roles.errorLimit, control)
        guard let input, let feed = roles.feed else {
            feeder = nil
            return
        }
        feeder = Task.detached {
            do {
                try await feed(input)
            } catch let error as SyscallError where [.brokenPipe, .ioError].contains(error.errno) {
                // The command no longer reads.
            } catch  where Task.isCancelled {
                // The command has ended.
            } catch {
                control.stop(.inputFailed(error))
            }
            try? await input.close()
        }
    }

    /// The command's number in the pid namespace of the process that runs it.
    public var pid: ProcessID { control.record.pid }

    /// The command's end, which can be copied and waited for by several tasks.
    public var ending: ChildEnding { ChildEnding(control.record) }

    /// Signals the command, and never a process that has taken over its number. See `pidfd_send_signal(2)`.
    ///
    /// - Throws: `ESRCH` if the command has ended.
    public func signal(_ signal: SIG) throws { try control.record.signal(signal) }

    /// Standard input.
    ///
    /// - Throws: ``Unsupported`` unless it is ``RunInput/written``.
    public var standardInput: CommandInput {
        get throws(Unsupported) {
            guard roles.feed == nil, let input else {
                throw Unsupported("standardInput", "an input that isn't written by the body")
            }
            return input
        }
    }

    /// Standard output. Each piece can be read as soon as it is written.
    ///
    /// - Throws: ``Unsupported`` unless it is ``RunOutput/streamed``.
    public var standardOutput: AsyncFileDescriptor {
        get throws(Unsupported) {
            guard output == nil, let output = ends.output else {
                throw Unsupported("standardOutput", "an output that isn't streamed")
            }
            return output
        }
    }

    /// Standard error. Each piece can be read as soon as it is written.
    ///
    /// - Throws: ``Unsupported`` unless it is ``RunOutput/streamed``, or if it is the terminal, whose output is
    ///   ``standardOutput``.
    public var standardError: AsyncFileDescriptor {
        get throws(Unsupported) {
            guard error == nil, let error = ends.error else {
                throw Unsupported("standardError", "an error output that isn't streamed")
            }
            return error
        }
    }

    /// Resizes the window of the command's terminal, which sends `SIGWINCH` to the terminal's foreground:
    /// `TIOCSWINSZ(2const)`.
    ///
    /// - Throws: ``Unsupported`` if the command has no terminal of its own.
    public func resize(_ window: Winsize) async throws {
        guard let terminal = ends.terminal else {
            throw Unsupported("resize", "a command that has no terminal of its own")
        }
        try await terminal.descriptor.ioctl(.tiocswinsz, window)
    }

    /// Ends the input, and waits until the command and its collected outputs have ended.
    ///
    /// It doesn't read a streamed output. Read that to its end before, or in another task: the command waits while the
    /// pipe is full.
    ///
    /// Canceling the Swift task terminates the command.
    ///
    /// - Returns: How the command ended, and what was collected.
    /// - Throws: ``CommandError/timedOut(command:timeout:output:)``,
    ///   ``CommandError/outputTooLong(command:limit:output:)``, what the input's sequence throws, ``AlreadyTaken``, or
    ///   `CancellationError`. `EPERM` if the command was to be terminated, but belongs to another user by now; it then
    ///   continues to run. Over a stream, the method waits for it instead.
    @discardableResult
    public func finish() async throws -> CommandOutput {
        if roles.feed == nil { try await input?.close() }
        return try await withTaskCancellationHandler {
            let result = await ended()
            let made = try result.get()
            try throwReason(made)
            return made
        } onCancel: {
            control.stop(.canceled)
        }
    }

    /// Terminates the command if it hasn't ended, and waits for its end.
    ///
    /// - Throws: What `finish` throws if the command was stopped before, and `EPERM`.
    func abandon() async throws {
        control.stop(.abandoned)
        input?.abandon()
        let result = await ended()
        // The command couldn't be killed.
        if case .failure(let refusal) = result, control.record.ending == nil { throw refusal }
        if let made = try? result.get() { try throwReason(made) }
    }

    private func ended() async -> Result<CommandOutput, any Error> {
        let result: Result<CommandOutput, any Error>
        do {
            let state = try await control.record.endIfPermitted()
            result = .success(
                CommandOutput(
                    state: state, standardOutput: try await output?.bytes() ?? [],
                    standardError: try await error?.bytes() ?? []))
        } catch {
            control.stop(.abandoned)
            // A command that can't be killed may still use them.
            ends.endNow()
            result = .failure(error)
        }
        control.finish()
        feeder?.cancel()
        await feeder?.value
        return result
    }

    private func throwReason(_ made: CommandOutput) throws {
        switch control.reason {
        case nil, .abandoned: return
        case .canceled: throw CancellationError()
        case .inputFailed(let error): throw error
        case .timedOut(let timeout):
            throw CommandError.timedOut(command: "\(command)", timeout: timeout, output: made)
        case .outputTooLong(let limit):
            throw CommandError.outputTooLong(command: "\(command)", limit: limit, output: made)
        }
    }
}

extension OutputCollector {
    fileprivate convenience init?(_ source: AsyncFileDescriptor?, _ limit: Int?, _ control: RunControl) {
        guard let source, let limit else { return nil }
        self.init(source, limit: limit) { control.stop(.outputTooLong(limit)) }
    }
}
