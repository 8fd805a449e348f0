import CRsyscall
import Synchronization

/// The signals that a process gets, as they come.
///
/// Made by ``SystemCalling/signals(_:)``. Our own process catches the signals while the sequence lives, so that they
/// have no other effect. Several sequences may have the same signal. Afterward the signals have their former action
/// again, even one that is on its way then. Equal signals that come in quick succession may be reported as one, even
/// real-time signals with different values, and if a task doesn't ask for signals, only the last 512 are kept.
///
/// A child makes a call that waits, and makes no other call until a signal comes. To end that wait, send it one.
public struct SignalSequence: AsyncSequence, Sendable {
    fileprivate enum Source: Sendable {
        case caught(CaughtSignals.Stream, Turn)
        case calls(LinuxProcess, Sigset)
    }

    fileprivate let source: Source

    /// The right to wait for a stream: two tasks that do so at once end the program.
    fileprivate final class Turn: Sendable {
        private let isTaken = Atomic<Bool>(false)

        /// - Returns: `false` if a task has it.
        func begin() -> Bool { !isTaken.exchange(true, ordering: .relaxed) }

        func end() { isTaken.store(false, ordering: .relaxed) }
    }

    /// The signals of faults, which would come again as soon as a handler returns.
    fileprivate static let faults: [SIG] = [.segv, .bus, .fpe, .ill]

    /// Starts to wait.
    public func makeAsyncIterator() -> Iterator {
        switch source {
        case .caught(let stream, let turn): Iterator(next: .caught(stream.makeAsyncIterator(), turn))
        case .calls(let process, let signals): Iterator(next: .calls(process, signals))
        }
    }

    /// Waits for one signal after the other.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate enum Next {
            case caught(CaughtSignals.Stream.Iterator, Turn)
            case calls(LinuxProcess, Sigset)
        }

        fileprivate var next: Next

        /// Returns the next signal, or `nil` if the Swift task was canceled.
        ///
        /// - Throws: ``Hangup`` if the process has ended; ``Unsupported`` if another task waits for the next signal of
        ///   the same sequence.
        public mutating func next() async throws -> Siginfo? {
            switch next {
            case .caught(var stream, let turn):
                guard turn.begin() else {
                    throw Unsupported("next", "a sequence of signals that another task waits for")
                }
                defer {
                    turn.end()
                    next = .caught(stream, turn)
                }
                guard let info = try await stream.next(isolation: #isolation) else { return nil }
                return try withUnsafeBytes(of: info) { try Siginfo(decoding: $0.bytes) }
            case .calls(let process, let signals):
                while !Task.isCancelled {
                    do {
                        return try await process.sigtimedwait(signals)
                    } catch let error as SyscallError where error.errno == .interrupted {
                        continue
                    }
                }
                return nil
            }
        }
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Returns the signals of `set` that the process gets from now on.
    ///
    /// - Throws: `EINVAL` for ``SIG/kill``, ``SIG/stop``, and a set without signals; in our own process ``Unsupported``
    ///   for ``SIG/segv``, ``SIG/bus``, ``SIG/fpe`` and ``SIG/ill``.
    public func signals(_ set: Sigset) async throws -> SignalSequence {
        let process = process
        // The kernel would wait for none of them, and a child could do nothing else anymore.
        guard set != .empty, !set.contains(.kill), !set.contains(.stop) else {
            throw process.refusal(of: .sigtimedwait, ["\(set)"], result: -Int(EINVAL))
        }
        try CopiedProcess.check()
        guard process.isThisProcess else { return SignalSequence(source: .calls(process, set)) }
        if let fault = SignalSequence.faults.first(where: set.contains) {
            throw Unsupported(.sigaction, "\(fault), which a fault of the program itself brings about")
        }
        let signals = Set(set.signals.map(\.rawValue))
        return SignalSequence(
            source: .caught(try process.host.signals.stream(of: signals), SignalSequence.Turn()))
    }
}
