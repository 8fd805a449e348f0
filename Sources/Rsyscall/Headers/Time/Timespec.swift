import CRsyscall

/// `struct timespec`: a time or a duration to the nanosecond; see `timespec(3type)`.
public struct Timespec: KernelStruct, Hashable {
    /// The whole seconds.
    public var sec: Int64
    /// The nanoseconds beyond these, from 0 to 999,999,999.
    public var nsec: Int64

    /// Creates the struct.
    public init(sec: Int64, nsec: Int64 = 0) {
        self.sec = sec
        self.nsec = nsec
    }

    /// Creates the struct from its C layout.
    public init(layout: __kernel_timespec) {
        self.init(sec: layout.tv_sec, nsec: layout.tv_nsec)
    }

    /// The C layout.
    public var layout: __kernel_timespec { __kernel_timespec(tv_sec: sec, tv_nsec: nsec) }
}

extension Timespec {
    /// Converts a duration, cut to the nanosecond and to the smallest value that there is.
    public init(_ duration: Duration) {
        let (sec, attoseconds) = duration.components
        let nsec = attoseconds / 1_000_000_000
        guard nsec < 0 else {
            self.init(sec: sec, nsec: nsec)
            return
        }
        // The kernel wants the second part positive, however negative the whole is.
        let (before, overflow) = sec.subtractingReportingOverflow(1)
        self.init(sec: overflow ? sec : before, nsec: overflow ? 0 : nsec + 1_000_000_000)
    }
}

extension Duration {
    /// Converts a time to the duration since its clock's start.
    public init(_ time: Timespec) {
        self = .seconds(time.sec) + .nanoseconds(time.nsec)
    }
}

extension Timespec: ValueArgument {
    /// The struct.
    public typealias Value = Timespec
}

extension Timespec: Comparable {
    /// Returns whether `left` is earlier or shorter.
    public static func < (left: Timespec, right: Timespec) -> Bool {
        (left.sec, left.nsec) < (right.sec, right.nsec)
    }
}

extension Timespec: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String { "{tv_sec=\(sec), tv_nsec=\(nsec)}" }
}
