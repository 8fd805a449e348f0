/// `struct itimerval`: when a timer signals, and at which intervals after that; see `setitimer(2)`.
public struct Itimerval: KernelStruct, Hashable {
    /// The time between later signals; zero if there is only one.
    public var interval: Timeval
    /// The time until the next signal; zero if the timer is stopped.
    public var value: Timeval

    /// Creates the struct.
    public init(interval: Timeval = Timeval(sec: 0), value: Timeval) {
        self.interval = interval
        self.value = value
    }

    /// The setting of a stopped timer.
    public static var stopped: Itimerval { Itimerval(value: Timeval(sec: 0)) }

    /// The C layout.
    public struct Layout: BitwiseCopyable, Sendable {
        fileprivate var interval: Timeval.Layout
        fileprivate var value: Timeval.Layout
    }

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.init(interval: Timeval(layout: layout.interval), value: Timeval(layout: layout.value))
    }

    /// The C layout.
    public var layout: Layout { Layout(interval: interval.layout, value: value.layout) }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Itimerval: ValueArgument {
    /// The struct.
    public typealias Value = Itimerval
}

extension Itimerval: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String { "{it_interval=\(interval), it_value=\(value)}" }
}
