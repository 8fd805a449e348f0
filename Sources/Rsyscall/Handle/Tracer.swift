import CRsyscall
public import Logging
public import Synchronization

/// A log of system calls, one line each, as strace prints them.
///
/// Lines go to a swift-log logger at trace level, and to the file that `RSYSCALL_TRACE` names.
public final class Tracer: Sendable {
    private let sinks: Guarded<Sinks>
    /// Whether a sink is set. Every call checks it.
    @usableFromInline let isListening: Atomic<Bool>

    private struct Sinks {
        var logger: Logger?
        var line: (@Sendable (String) -> Void)?
    }

    /// Creates a tracer that writes to `line`, if given.
    public init(line: (@Sendable (String) -> Void)? = nil) {
        sinks = Guarded(Sinks(logger: nil, line: line))
        isListening = Atomic(line != nil)
    }

    /// Sends the lines to `logger` from now on, or to no logger if it is `nil`.
    public func log(to logger: Logger?) {
        sinks.withLock { sinks in
            sinks.logger = logger
            isListening.store(sinks.logger != nil || sinks.line != nil, ordering: .relaxed)
        }
    }

    /// Passes the lines, without newlines, to `line` from now on, or to no function if it is `nil`.
    public func write(to line: (@Sendable (String) -> Void)?) {
        sinks.withLock { sinks in
            sinks.line = line
            isListening.store(sinks.logger != nil || sinks.line != nil, ordering: .relaxed)
        }
    }

    @inlinable
    var isOn: Bool { isListening.load(ordering: .relaxed) }

    func record(
        _ call: SYS, _ arguments: [String], _ outcome: String, in process: ProcessID,
        since start: ContinuousClock.Instant
    ) {
        let duration = ContinuousClock.now - start
        let arguments = arguments.filter { $0 != "" }
        let seconds = Double(duration.components.attoseconds) / 1e18 + Double(duration.components.seconds)
        let microseconds = Int((seconds * 1e6).rounded())
        let time = "\(microseconds / 1_000_000)." + String(1_000_000 + microseconds % 1_000_000).dropFirst()
        let text = "[\(process)] \(call.name)(\(arguments.joined(separator: ", "))) = \(outcome) <\(time)>"
        let (logger, line) = sinks.withLock { ($0.logger, $0.line) }
        logger?.trace("\(text)")
        line?(text)
    }
}
