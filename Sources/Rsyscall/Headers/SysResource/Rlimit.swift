import CRsyscall

/// `struct rlimit64`: the limits of a resource; see `getrlimit(2)`.
public struct Rlimit: KernelStruct, Hashable {
    /// The soft limit, which the kernel enforces.
    public var cur: UInt64
    /// The hard limit, up to which the soft limit can be raised.
    public var max: UInt64

    /// `RLIM_INFINITY`: no limit.
    public static var infinity: UInt64 { UInt64(RLIM64_INFINITY) }

    /// Creates the struct.
    public init(cur: UInt64, max: UInt64) {
        self.cur = cur
        self.max = max
    }

    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: rsyscall_rlimit64

        /// Creates the layout from the C struct.
        public init(_ c: rsyscall_rlimit64) {
            self.c = c
        }
    }

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.init(cur: layout.c.rlim_cur, max: layout.c.rlim_max)
    }

    /// The C layout.
    public var layout: Layout { Layout(rsyscall_rlimit64(rlim_cur: cur, rlim_max: max)) }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Rlimit: ValueArgument {
    /// The struct.
    public typealias Value = Rlimit
}

extension ValueArgument where Self == NullValue<Rlimit> {
    /// `NULL`, for `prlimit` to set nothing.
    public static var null: NullValue<Rlimit> { NullValue() }
}

extension Rlimit: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String { "{rlim_cur=\(Self.name(cur)), rlim_max=\(Self.name(max))}" }

    private static func name(_ limit: UInt64) -> String {
        limit == infinity ? "RLIM64_INFINITY" : String(limit)
    }
}
