/// The end of a command that runs: by itself, or because it is stopped.
final class RunControl: Sendable {
    let record: ChildRecord
    private let ends: RunEnds
    private let grace: Duration
    private let state = Guarded(State())

    private struct State {
        var stop: RunStop?
        var timer: Task<Void, any Error>?
    }

    init(_ record: ChildRecord, _ ends: RunEnds, timeout: Duration?, grace: Duration) {
        self.record = record
        self.ends = ends
        self.grace = grace
        guard let timeout else { return }
        let timer = Task.detached {
            // The caller gives the command this time. The sleep is canceled when the command ends.
            try await Task.sleep(for: timeout.sleepable)
            self.stop(.timedOut(timeout))
        }
        state.withLock { $0.timer = timer }
    }

    /// Why it was stopped, if it was.
    var reason: RunStop? { state.withLock { $0.stop } }

    /// Terminates the command, unless it is being stopped already.
    ///
    /// When it has ended, its streams end too, even if processes that it started still have them open.
    func stop(_ reason: RunStop) {
        let isFirst = state.withLock { state in
            defer { state.stop = state.stop ?? reason }
            return state.stop == nil
        }
        guard isFirst else { return }
        record.atEnd { self.ends.endNow() }
        guard record.ending == nil else { return }
        record.terminate(grace: grace)
        // Interactive shells heed this signal, and not the other.
        if ends.terminal != nil { _ = record.send(.hup) }
    }

    /// Forgets the timeout.
    func finish() { state.withLock { $0.timer.take() }?.cancel() }
}

/// Why a command is terminated.
enum RunStop: Sendable {
    case abandoned
    case canceled
    case inputFailed(any Error)
    case timedOut(Duration)
    case outputTooLong(Int)
}

/// Our ends of a command's outputs, which stay open as long as the command is in use. The end of its input doesn't.
struct RunEnds: Sendable {
    private(set) weak var input: AsyncFileDescriptor?
    let output: AsyncFileDescriptor?
    let error: AsyncFileDescriptor?
    let terminal: AsyncFileDescriptor?

    /// Ends all of them, even if processes that the command started still read from them or write to them.
    func endNow() {
        input?.endWritingNow()
        output?.endNow()
        error?.endNow()
    }
}
