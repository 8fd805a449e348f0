public import SystemPackage

extension SystemCalling where Self: ~Copyable {
    /// Runs a command in a child of this process, and returns its output when it has ended.
    ///
    /// By default, the command shares the standard input of this process, and both of its outputs are collected at
    /// once, however much it writes to each. The child's ends of the pipes are in no other process's table. `run`
    /// returns once the command has ended and no process that it started still has a collected output open.
    ///
    /// Canceling the Swift task terminates the command: it is sent `SIGTERM`, and `SIGKILL` after `grace`. Processes
    /// that the command started are not waited for then. The same happens if the command takes longer than `timeout` or
    /// writes more than a limit, or if the sequence of its input throws.
    ///
    /// - Parameters:
    ///   - command: The command. A program without a slash in its name is looked up in the `PATH` of the resulting
    ///     environment.
    ///   - environment: The variables to which the command's updates are applied; by default our own.
    ///   - input: What standard input is.
    ///   - output: What standard output is.
    ///   - error: What standard error is.
    ///   - window: The size of the window, if the command is to have a terminal of its own. The streams are the
    ///     terminal then, except those that are discarded, inherited outputs, or descriptors. The output of the
    ///     terminal is standard output, and standard error is merged into it.
    ///   - directory: The directory in which the command starts; by default that of this process. It is also where a
    ///     relative path of the program leads from.
    ///   - signals: The signals whose action is set back to the default; all others that this process ignores are
    ///     ignored in the command too. By default `SIGPIPE`, which servers ignore and commands rely on: otherwise the
    ///     writers of a pipeline report a failed write instead of ending silently.
    ///   - timeout: The time after which the command is terminated.
    ///   - grace: The time that the command has after `SIGTERM`.
    /// - Throws: ``CommandError``, any error of a step that prepares the command, what the sequence of the input
    ///   throws, ``AlreadyTaken``, `CancellationError`, or ``Unsupported`` if a stream is ``RunInput/written`` or
    ///   ``RunOutput/streamed``, which takes a body. `EPERM` if the command was to be terminated, but belongs to
    ///   another user by now, as `sudo` does; it then continues to run. Over a stream, `run` waits for it instead.
    public func run(
        _ command: Command, environment: Environment = .current,
        input: consuming RunInput = .inherited, output: consuming RunOutput = .collected,
        error: consuming RunOutput = .collected, terminal window: Winsize? = nil,
        in directory: FilePath? = nil, resetting signals: Sigset = Sigset(.pipe),
        timeout: Duration? = nil, grace: Duration = .seconds(5)
    ) async throws -> CommandOutput {
        guard !RunRoles(input, output, error).needsBody else {
            throw Unsupported("run", "a stream that a body reads or writes, and no body")
        }
        let running = try await RunRequest(
            process: process, command: command, environment: environment, input: input, output: output,
            error: error, terminal: window, workingDirectory: directory, signals: signals, timeout: timeout,
            grace: grace
        ).start()
        return try await running.finish()
    }

    /// Runs a command in a child of this process, while `body` reads its output and writes its input.
    ///
    /// ```swift
    /// let reason = try await process.run(Command("journalctl", ["--follow"])) { journal in
    ///     try await journal.standardOutput.lines().first { $0.starts(with: "panic".utf8) }
    /// }
    /// ```
    ///
    /// By default, standard output is streamed, and standard error is collected. A command that hasn't ended when the
    /// body returns or throws is terminated as if the Swift task were canceled. To wait for its end, the body calls
    /// ``RunningCommand/finish()``.
    ///
    /// - Parameters:
    ///   - command: The command. A program without a slash in its name is looked up in the `PATH` of the resulting
    ///     environment.
    ///   - environment: The variables to which the command's updates are applied; by default our own.
    ///   - input: What standard input is.
    ///   - output: What standard output is.
    ///   - error: What standard error is.
    ///   - window: The size of the window, if the command is to have a terminal of its own. The streams are the
    ///     terminal then, except those that are discarded, inherited outputs, or descriptors. The output of the
    ///     terminal is standard output, and standard error is merged into it.
    ///   - directory: The directory in which the command starts; by default that of this process. It is also where a
    ///     relative path of the program leads from.
    ///   - signals: The signals whose action is set back to the default; all others that this process ignores are
    ///     ignored in the command too. By default `SIGPIPE`.
    ///   - timeout: The time after which the command is terminated. Its streams end then, and with them what the body
    ///     reads, and what it writes is refused with `EPIPE`.
    ///   - grace: The time that the command has after `SIGTERM`.
    ///   - body: A closure that uses the command while it runs.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws, or what the `run` without a body throws.
    @discardableResult
    public func run<Value: ~Copyable>(
        _ command: Command, environment: Environment = .current,
        input: consuming RunInput = .inherited, output: consuming RunOutput = .streamed,
        error: consuming RunOutput = .collected, terminal window: Winsize? = nil,
        in directory: FilePath? = nil, resetting signals: Sigset = Sigset(.pipe),
        timeout: Duration? = nil, grace: Duration = .seconds(5),
        _ body: (RunningCommand) async throws -> Value
    ) async throws -> Value {
        let running = try await RunRequest(
            process: process, command: command, environment: environment, input: input, output: output,
            error: error, terminal: window, workingDirectory: directory, signals: signals, timeout: timeout,
            grace: grace
        ).start()
        let value: Value
        do {
            value = try await body(running)
        } catch {
            try? await running.abandon()
            throw error
        }
        try await running.abandon()
        return value
    }
}
