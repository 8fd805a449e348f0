import CRsyscall
public import Logging
import Synchronization

/// Writes one line for each system call, as strace prints it.
///
/// Lines go to a swift-log logger at trace level, and to the file that `RSYSCALL_TRACE` names.
public final class Tracer: Sendable {
    private let sinks: Guarded<Sinks>
    /// Whether anybody listens; looked at by every call.
    private let isListening: Atomic<Bool>

    private struct Sinks {
        var logger: Logger?
        var line: (@Sendable (String) -> Void)?
    }

    /// A tracer that writes to `line`, or to nobody yet.
    public init(line: (@Sendable (String) -> Void)? = nil) {
        sinks = Guarded(Sinks(logger: nil, line: line))
        isListening = Atomic(line != nil)
    }

    /// Sends the lines to `logger` from here on, or to no logger.
    public func log(to logger: Logger?) {
        sinks.withLock { sinks in
            sinks.logger = logger
            isListening.store(sinks.logger != nil || sinks.line != nil, ordering: .relaxed)
        }
    }

    /// Sends the lines, without line end, to `line` from here on, or nowhere.
    public func write(to line: (@Sendable (String) -> Void)?) {
        sinks.withLock { sinks in
            sinks.line = line
            isListening.store(sinks.logger != nil || sinks.line != nil, ordering: .relaxed)
        }
    }

    @usableFromInline
    var isOn: Bool { isListening.load(ordering: .relaxed) }

    func record(
        _ call: String, _ arguments: [String], _ outcome: String, in process: ProcessID,
        took duration: Duration
    ) {
        let seconds = Double(duration.components.attoseconds) / 1e18 + Double(duration.components.seconds)
        let microseconds = Int((seconds * 1e6).rounded())
        let time = "\(microseconds / 1_000_000)." + String(1_000_000 + microseconds % 1_000_000).dropFirst()
        let text = "[\(process)] \(call)(\(arguments.joined(separator: ", "))) = \(outcome) <\(time)>"
        let (logger, line) = sinks.withLock { ($0.logger, $0.line) }
        logger?.trace("\(text)")
        line?(text)
    }
}
