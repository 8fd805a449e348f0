import CRsyscall

/// `struct timespec`: a time or a duration to the nanosecond.
public struct Timespec: KernelStruct, Hashable {
    /// Whole seconds.
    public var seconds: Int64
    /// The nanoseconds beyond them, below a billion.
    public var nanoseconds: Int64

    /// So many seconds and nanoseconds.
    public init(seconds: Int64, nanoseconds: Int64 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// The time that lies in memory like this.
    public init(layout: __kernel_timespec) {
        self.init(seconds: layout.tv_sec, nanoseconds: layout.tv_nsec)
    }

    /// How the time lies in memory.
    public var layout: __kernel_timespec { __kernel_timespec(tv_sec: seconds, tv_nsec: nanoseconds) }
}

extension Timespec {
    /// The duration to the nanosecond; one that is too long ago, the longest ago there is.
    public init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = attoseconds / 1_000_000_000
        guard nanoseconds < 0 else {
            self.init(seconds: seconds, nanoseconds: nanoseconds)
            return
        }
        // The kernel wants the second part positive, however negative the whole is.
        let (before, overflow) = seconds.subtractingReportingOverflow(1)
        self.init(
            seconds: overflow ? seconds : before, nanoseconds: overflow ? 0 : nanoseconds + 1_000_000_000)
    }
}

extension Duration {
    /// The time as a duration since its clock's start.
    public init(_ time: Timespec) {
        self = .seconds(time.seconds) + .nanoseconds(time.nanoseconds)
    }
}

extension Timespec: Comparable {
    /// Whether `left` is earlier or shorter.
    public static func < (left: Timespec, right: Timespec) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

extension Timespec: CustomStringConvertible {
    /// Both parts as strace prints them.
    public var description: String { "{tv_sec=\(seconds), tv_nsec=\(nanoseconds)}" }
}
