/// `struct linger`: how long closing a socket waits for data to be sent; see `SO_LINGER` in `socket(7)`.
public struct Linger: KernelStruct, Hashable {
    /// Whether closing waits. If it does and ``linger`` is 0, the connection is reset.
    public var onoff: Bool
    /// The longest wait in seconds.
    public var linger: CInt

    /// Creates the struct.
    public init(onoff: Bool, linger: CInt = 0) {
        self.onoff = onoff
        self.linger = linger
    }

    /// The C layout.
    public struct Layout: BitwiseCopyable, Sendable {
        fileprivate var onoff: CInt
        fileprivate var linger: CInt
    }

    /// Creates the struct from its C layout.
    public init(layout: Layout) { self.init(onoff: layout.onoff != 0, linger: layout.linger) }

    /// The C layout.
    public var layout: Layout { Layout(onoff: onoff ? 1 : 0, linger: linger) }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Linger: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String { "{l_onoff=\(onoff ? 1 : 0), l_linger=\(linger)}" }
}

extension Linger: SockoptValue {
    /// The C struct.
    public static var form: SockoptForm<Self> { .plain }
}
