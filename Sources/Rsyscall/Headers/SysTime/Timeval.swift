/// `struct timeval`: a time in seconds and microseconds; see `SO_RCVTIMEO` in `socket(7)`.
public struct Timeval: KernelStruct, Hashable {
    /// Seconds.
    public var sec: Int
    /// Microseconds, from 0 to 999,999.
    public var usec: Int

    /// Creates the struct.
    public init(sec: Int, usec: Int = 0) {
        self.sec = sec
        self.usec = usec
    }

    /// The C layout.
    public struct Layout: BitwiseCopyable, Sendable {
        fileprivate var sec: Int
        fileprivate var usec: Int
    }

    /// Creates the struct from its C layout.
    public init(layout: Layout) { self.init(sec: layout.sec, usec: layout.usec) }

    /// The C layout.
    public var layout: Layout { Layout(sec: sec, usec: usec) }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Timeval: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String { "{tv_sec=\(sec), tv_usec=\(usec)}" }
}

extension Timeval: SockoptValue {
    /// The C struct.
    public static var form: SockoptForm<Self> { .plain }
}
