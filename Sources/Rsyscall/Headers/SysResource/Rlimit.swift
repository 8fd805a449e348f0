import CRsyscall

/// `struct rlimit64`: the limits of a resource; see `getrlimit(2)`.
public struct Rlimit: KernelStruct, Hashable {
    /// What is enforced: the soft limit.
    public var cur: UInt64
    /// How far the soft limit can be raised: the hard limit.
    public var max: UInt64

    /// `RLIM_INFINITY`: no limit.
    public static var infinity: UInt64 { UInt64(RLIM64_INFINITY) }

    /// These limits.
    public init(cur: UInt64, max: UInt64) {
        self.cur = cur
        self.max = max
    }

    /// The limits that lie in memory like this.
    public init(layout: rsyscall_rlimit64) {
        self.init(cur: layout.rlim_cur, max: layout.rlim_max)
    }

    /// How the limits lie in memory.
    public var layout: rsyscall_rlimit64 { rsyscall_rlimit64(rlim_cur: cur, rlim_max: max) }
}
