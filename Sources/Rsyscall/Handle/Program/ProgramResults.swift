import SystemPackage

/// The results of the calls of a ``Program``.
///
/// Dropping it also drops the results that weren't taken, which closes the descriptors among them.
public struct ProgramResults: ~Copyable {
    let process: LinuxProcess
    private let namespaces: ProcessNamespaces
    private let identity: ProgramIdentity
    private let frame: Frame
    private var steps: [RecordedStep]
    private let results: [Int]

    /// Creates the results of the program's steps. The closes in `refusedCloses` have left their descriptors open.
    fileprivate init(_ program: consuming Program, _ results: [Int], refusedCloses: Set<Int> = []) {
        process = program.process
        namespaces = program.namespaces
        identity = program.identity
        steps = program.steps
        frame = program.frame
        self.results = results
        for (index, result) in results.enumerated() {
            if SyscallResult.isRefusal(result) { steps[index].drop = nil }
            if result == Step.begun {
                steps[index].drop = nil
                steps[index].closeLeft(
                    frame.base + steps[index].output, namespaces.descriptorTable, process.connection)
            }
            // The kernel has closed the descriptor even if it reports an error.
            if let closed = steps[index].closes, result != Step.skipped, !refusedCloses.contains(index) {
                steps[closed].drop = nil
            }
        }
    }

    deinit {
        for index in steps.indices { steps[index].drop?(outcome(of: index)) }
    }

    /// Takes the result of a call.
    ///
    /// - Throws: ``SyscallError`` if the call was refused, or with `ECANCELED` if it was skipped; ``Mismatch`` if
    ///   `later` belongs to another program; or any error of decoding the result.
    public mutating func take<Value: CallResult & ~Copyable>(
        _ later: consuming Later<Value>
    ) throws -> Value {
        guard later.program === identity else {
            throw Mismatch(.program, process: identity, handle: later.program)
        }
        if let refusal = refusal(of: later.step) { throw refusal }
        let value = try Value(outcome(of: later.step))
        steps[later.step].drop = nil
        return value
    }

    /// Takes the result of a call, or returns `nil` if it was skipped.
    mutating func takeUnlessSkipped<Value: CallResult>(_ later: consuming Later<Value>) throws -> Value? {
        results[later.step] == Step.skipped ? nil : try take(later)
    }

    /// Returns the outcome of the call with this index.
    private func outcome(of index: Int) -> CallOutcome {
        let step = steps[index]
        return CallOutcome(
            results[index], step.step, of: process, in: namespaces,
            outputAt: UnsafeRawPointer(frame.base + step.output), frame.count - step.output)
    }
}

extension Program {
    /// Makes the calls in order, in one trip.
    ///
    /// - Throws: The ``SyscallError`` of the first refused call that ends the program, or ``Hangup``; descriptors that
    ///   were opened before are closed then. `EBADF`, and nothing was done, if a descriptor that was recorded has been
    ///   closed or given up since. ``Mismatch`` if the process has entered other namespaces since the program
    ///   was started.
    public consuming func run() async throws -> ProgramResults {
        let made = try await runKeepingRefusals()
        try made.throwRefusal()
        return made
    }

    /// Makes the calls in order, in one trip.
    ///
    /// - Throws: What ``run()`` throws, but for the refusal of a call, which is thrown when its result is taken.
    consuming func runKeepingRefusals() async throws -> ProgramResults {
        let process = process
        try identity.check(in: process, namespaces.descriptorTable)
        let start = process.tracer.isOn ? ContinuousClock.now : nil
        var results: [Int] = []
        do {
            guard try await process.connection.run(steps.map(\.step), &frame, in: namespaces, &results) else {
                throw process.connection.namespaces.mismatch(of: namespaces)
            }
        } catch let error as Hangup {
            // What was opened stays open if another process has the table.
            results += repeatElement(Step.skipped, count: steps.count - results.count)
            _ = ProgramResults(self, results)
            throw error
        }
        for step in steps { process.note(step.step.effects, in: namespaces) }
        let refused = await refusedCloses(results)
        let made = ProgramResults(self, results, refusedCloses: refused)
        if let start { made.trace(since: start) }
        return made
    }
}

extension Program {
    /// Returns the steps that are closes refused by a filter.
    private func refusedCloses(_ results: [Int]) async -> Set<Int> {
        var refused: Set<Int> = []
        for index in steps.indices where steps[index].closes != nil && results[index] != Step.skipped {
            let errno = Errno(rawValue: CInt(truncatingIfNeeded: -results[index]))
            guard SyscallResult.isRefusal(results[index]), await process.isKeptOpen(after: errno) else {
                continue
            }
            refused.insert(index)
        }
        return refused
    }
}

extension ProgramResults {
    /// Traces the calls that were made.
    fileprivate func trace(since start: ContinuousClock.Instant) {
        for (step, result) in zip(steps, results) where result != Step.skipped {
            process.tracer.record(
                step.call, step.traced(), LinuxProcess.outcome(of: result, step.call), in: process.pid,
                since: start)
        }
    }

    /// Throws the refusal of the first call that ends the program if it is refused.
    func throwRefusal() throws {
        for index in steps.indices where steps[index].step.endsOnRefusal {
            if let refusal = refusal(of: index) { throw refusal }
        }
    }

    /// Returns the error of the call with this index, if it was refused.
    func refusal(of index: Int) -> SyscallError? {
        guard SyscallResult.isRefusal(results[index]) else { return nil }
        return process.refusal(of: steps[index].call, steps[index].traced(), result: results[index])
    }
}
