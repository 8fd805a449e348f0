/// `struct sched_attr`: the scheduling attributes of a process; see `sched_setattr(2)`.
public struct SchedAttr: KernelStruct, Hashable {
    /// The policy.
    public var policy: SCHED
    /// What applies besides.
    public var flags: SCHED_FLAG
    /// The nice value, for ``SCHED/normal`` and ``SCHED/batch``.
    public var nice: CInt
    /// The priority, for ``SCHED/fifo`` and ``SCHED/rr``.
    public var priority: UInt32
    /// The CPU time in a period, in nanoseconds, for ``SCHED/deadline``.
    public var runtime: UInt64
    /// The time from the start of a period in which it is needed, in nanoseconds.
    public var deadline: UInt64
    /// The length of a period in nanoseconds.
    public var period: UInt64
    /// The lowest expected use of a processor, in units of 1/1024.
    public var util_min: UInt32
    /// The highest expected use of a processor, in units of 1/1024.
    public var util_max: UInt32

    /// Creates the attributes.
    public init(
        _ policy: SCHED, _ flags: SCHED_FLAG = [], nice: CInt = 0, priority: UInt32 = 0, runtime: UInt64 = 0,
        deadline: UInt64 = 0, period: UInt64 = 0, util_min: UInt32 = 0, util_max: UInt32 = 0
    ) {
        self.policy = policy
        self.flags = flags
        self.nice = nice
        self.priority = priority
        self.runtime = runtime
        self.deadline = deadline
        self.period = period
        self.util_min = util_min
        self.util_max = util_max
    }

    /// The C layout, whose first field is its size.
    public struct Layout: BitwiseCopyable, Sendable {
        fileprivate var size = UInt32(SchedAttr.byteCount)
        fileprivate var policy: UInt32
        fileprivate var flags: UInt64
        fileprivate var nice: Int32
        fileprivate var priority: UInt32
        fileprivate var runtime: UInt64
        fileprivate var deadline: UInt64
        fileprivate var period: UInt64
        fileprivate var util_min: UInt32
        fileprivate var util_max: UInt32
    }

    /// Creates the attributes from their C layout.
    public init(layout: Layout) {
        self.init(
            SCHED(rawValue: CInt(bitPattern: layout.policy)), SCHED_FLAG(rawValue: layout.flags),
            nice: layout.nice, priority: layout.priority, runtime: layout.runtime, deadline: layout.deadline,
            period: layout.period, util_min: layout.util_min, util_max: layout.util_max)
    }

    /// The C layout.
    public var layout: Layout {
        Layout(
            policy: UInt32(bitPattern: policy.rawValue), flags: flags.rawValue, nice: nice,
            priority: priority, runtime: runtime, deadline: deadline, period: period, util_min: util_min,
            util_max: util_max)
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension SchedAttr: ValueArgument {
    /// The attributes.
    public typealias Value = SchedAttr
}

extension SchedAttr: CustomStringConvertible {
    /// The attributes as strace prints them.
    public var description: String {
        "{size=\(Self.byteCount), sched_policy=\(policy), sched_flags=\(flags), sched_nice=\(nice), "
            + "sched_priority=\(priority), sched_runtime=\(runtime), sched_deadline=\(deadline), "
            + "sched_period=\(period), sched_util_min=\(util_min), sched_util_max=\(util_max)}"
    }
}
