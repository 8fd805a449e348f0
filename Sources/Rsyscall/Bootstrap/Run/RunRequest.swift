import SystemPackage

/// A command that is to be run, with its standard streams and its limits.
struct RunRequest: ~Copyable {
    let process: LinuxProcess
    let command: Command
    let environment: Environment
    let input: RunInput
    let output: RunOutput
    let error: RunOutput
    let terminal: Winsize?
    let workingDirectory: FilePath?
    let signals: Sigset
    let timeout: Duration?
    let grace: Duration

    /// Starts the command.
    ///
    /// - Throws: Any error of a step that starts it. Nothing is left of it then.
    consuming func start() async throws -> RunningCommand {
        let (process, command, environment) = (process, command, environment)
        let (terminal, directory, signals) = (terminal, workingDirectory, signals)
        // An invalid variable is refused before anything is made.
        _ = try command.applied(to: environment).lines
        try output.requireEnd(besides: error)
        let roles = RunRoles(input, output, error)
        let limits = (timeout: timeout, grace: grace)

        let child = try await process.clone()
        var streams = StandardStreams(of: child.process)
        if let terminal { try await streams.openTerminal(terminal) }
        let (ourInput, ends) = try await streams.open(input, output, error, in: directory)
        let running: ChildProcess
        do {
            running = try await child.exec(command, environment: environment) { program in
                try streams.takeEffect(in: &program)
                try program.reset(signals)
            }
        } catch {
            throw error.reason
        }
        return RunningCommand(
            running, command, ourInput, ends, roles, timeout: limits.timeout, grace: limits.grace)
    }
}

extension RunOutput {
    /// - Throws: ``Unsupported`` if each output is merged into the other.
    fileprivate func requireEnd(besides other: borrowing RunOutput) throws(Unsupported) {
        guard case .merged = destination, case .merged = other.destination else { return }
        throw Unsupported("run", "both outputs merged into each other")
    }
}

extension Program {
    /// Records calls that set the action of these signals back to the default.
    fileprivate mutating func reset(_ signals: Sigset) throws {
        // Their action can't be set, and is the default.
        for signal in signals.subtracting(Sigset(.kill, .stop)).signals {
            try record(.sigaction, signal, SignalAction.default, Address.null, Sigset.byteCount)
        }
    }
}
