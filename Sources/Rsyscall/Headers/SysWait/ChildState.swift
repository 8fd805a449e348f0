import CRsyscall

/// A change of the state of a child; see `waitid(2)`.
public enum ChildState: Hashable, Sendable {
    /// The child exited with this status, from 0 to 255.
    case exited(status: CInt)
    /// A signal killed the child.
    case killed(SIG, coreDumped: Bool)
    /// A signal stopped the child.
    case stopped(SIG)
    /// The child stopped for its tracer, at this signal.
    case trapped(SIG)
    /// The child continued.
    case continued

    /// Creates the state from the fields of a `siginfo_t` of `SIGCHLD`.
    ///
    /// - Throws: ``MemoryDecodingError/invalidField(_:value:)`` for an unknown code.
    public init(code: CLD, status: CInt) throws(MemoryDecodingError) {
        switch code {
        case .exited: self = .exited(status: status)
        case .killed: self = .killed(SIG(rawValue: status), coreDumped: false)
        case .dumped: self = .killed(SIG(rawValue: status), coreDumped: true)
        case .stopped: self = .stopped(SIG(rawValue: status))
        case .trapped: self = .trapped(SIG(rawValue: status))
        case .continued: self = .continued
        default: throw .invalidField("si_code", value: Int(code.rawValue))
        }
    }

    /// Creates the state from a status of `wait4`, which `PIDFD_GET_INFO` reports too.
    public init(waitStatus: CInt) {
        let low = waitStatus & 0x7f
        if waitStatus == 0xffff {
            self = .continued
        } else if waitStatus & 0xff == 0x7f {
            self = .stopped(SIG(rawValue: (waitStatus >> 8) & 0xff))
        } else if low == 0 {
            self = .exited(status: (waitStatus >> 8) & 0xff)
        } else {
            self = .killed(SIG(rawValue: low), coreDumped: waitStatus & 0x80 != 0)
        }
    }

    /// Whether the child has ended and can be reaped.
    public var isGone: Bool {
        switch self {
        case .exited, .killed: true
        case .stopped, .trapped, .continued: false
        }
    }

    /// Whether the child exited with status 0.
    public var isSuccess: Bool { self == .exited(status: 0) }
}

extension ChildState: CustomStringConvertible {
    /// The state in words.
    public var description: String {
        switch self {
        case .exited(let status): "exited with status \(status)"
        case .killed(let signal, let coreDumped):
            "killed by \(signal)" + (coreDumped ? ", leaving a core" : "")
        case .stopped(let signal): "stopped by \(signal)"
        case .trapped(let signal): "trapped by \(signal)"
        case .continued: "continued"
        }
    }
}
