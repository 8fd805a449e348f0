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

    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: __kernel_timespec

        /// Creates the layout from the C struct.
        public init(_ c: __kernel_timespec) {
            self.c = c
        }
    }

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.init(sec: layout.c.tv_sec, nsec: layout.c.tv_nsec)
    }

    /// The C layout.
    public var layout: Layout { Layout(__kernel_timespec(tv_sec: sec, tv_nsec: nsec)) }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Timespec {
    /// Converts a duration, truncated to the nanosecond and clamped to what the struct can hold.
    public init(_ duration: Duration) {
        var (sec, nsec) = (duration.attoseconds / 1_000_000_000).quotientAndRemainder(
            dividingBy: 1_000_000_000)
        if nsec < 0 {
            // The kernel takes no negative nanoseconds, not even in a negative time.
            sec -= 1
            nsec += 1_000_000_000
        }
        guard let whole = Int64(exactly: sec) else {
            self = sec < 0 ? Timespec(sec: .min) : Timespec(sec: .max, nsec: 999_999_999)
            return
        }
        self.init(sec: whole, nsec: Int64(nsec))
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
