import CRsyscall

/// `struct itimerspec`: when a timer expires, and at which intervals after that; see `timerfd_settime(2)`.
public struct Itimerspec: KernelStruct, Hashable {
    /// The time between later expirations; zero if the timer expires only once.
    public var interval: Timespec
    /// The time until the next expiration, or its absolute time; zero if the timer is stopped.
    public var value: Timespec

    /// Creates the struct.
    public init(interval: Timespec = Timespec(sec: 0), value: Timespec) {
        self.interval = interval
        self.value = value
    }

    /// The setting of a stopped timer.
    public static var stopped: Itimerspec { Itimerspec(value: Timespec(sec: 0)) }

    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: rsyscall_itimerspec64

        /// Creates the layout from the C struct.
        public init(_ c: rsyscall_itimerspec64) {
            self.c = c
        }
    }

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.init(
            interval: Timespec(layout: .init(layout.c.it_interval)),
            value: Timespec(layout: .init(layout.c.it_value)))
    }

    /// The C layout.
    public var layout: Layout {
        Layout(rsyscall_itimerspec64(it_interval: interval.layout.c, it_value: value.layout.c))
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Itimerspec: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String { "{it_interval=\(interval), it_value=\(value)}" }
}

extension Itimerspec: CallResult {}

extension Itimerspec: ValueArgument {
    /// The struct.
    public typealias Value = Itimerspec
}
