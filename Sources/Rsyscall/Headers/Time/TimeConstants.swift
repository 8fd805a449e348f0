import CRsyscall

/// A clock; see `clock_gettime(2)`.
public struct CLOCK: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension CLOCK {
    /// `CLOCK_REALTIME`: the time of day.
    public static var realtime: CLOCK { CLOCK(rawValue: CInt(CLOCK_REALTIME)) }
    /// `CLOCK_MONOTONIC`: never set back; stands while the machine sleeps.
    public static var monotonic: CLOCK { CLOCK(rawValue: CInt(CLOCK_MONOTONIC)) }
    /// `CLOCK_PROCESS_CPUTIME_ID`: what all threads of the process have used.
    public static var process_cputime_id: CLOCK { CLOCK(rawValue: CInt(CLOCK_PROCESS_CPUTIME_ID)) }
    /// `CLOCK_THREAD_CPUTIME_ID`: what the calling thread has used.
    public static var thread_cputime_id: CLOCK { CLOCK(rawValue: CInt(CLOCK_THREAD_CPUTIME_ID)) }
    /// `CLOCK_MONOTONIC_RAW`: monotonic, and not adjusted.
    public static var monotonic_raw: CLOCK { CLOCK(rawValue: CInt(CLOCK_MONOTONIC_RAW)) }
    /// `CLOCK_REALTIME_COARSE`: the time of day at the last tick.
    public static var realtime_coarse: CLOCK { CLOCK(rawValue: CInt(CLOCK_REALTIME_COARSE)) }
    /// `CLOCK_MONOTONIC_COARSE`: monotonic, at the last tick.
    public static var monotonic_coarse: CLOCK { CLOCK(rawValue: CInt(CLOCK_MONOTONIC_COARSE)) }
    /// `CLOCK_BOOTTIME`: monotonic, and runs while the machine sleeps.
    public static var boottime: CLOCK { CLOCK(rawValue: CInt(CLOCK_BOOTTIME)) }
    /// `CLOCK_REALTIME_ALARM`: the time of day; a timer wakes the machine.
    public static var realtime_alarm: CLOCK { CLOCK(rawValue: CInt(CLOCK_REALTIME_ALARM)) }
    /// `CLOCK_BOOTTIME_ALARM`: as `boottime`; a timer wakes the machine.
    public static var boottime_alarm: CLOCK { CLOCK(rawValue: CInt(CLOCK_BOOTTIME_ALARM)) }
    /// `CLOCK_TAI`: atomic time, without leap seconds.
    public static var tai: CLOCK { CLOCK(rawValue: CInt(CLOCK_TAI)) }

    /// Every member with its name in C.
    public static var names: [(CLOCK, String)] {
        [
            (.realtime, "CLOCK_REALTIME"),
            (.monotonic, "CLOCK_MONOTONIC"),
            (.process_cputime_id, "CLOCK_PROCESS_CPUTIME_ID"),
            (.thread_cputime_id, "CLOCK_THREAD_CPUTIME_ID"),
            (.monotonic_raw, "CLOCK_MONOTONIC_RAW"),
            (.realtime_coarse, "CLOCK_REALTIME_COARSE"),
            (.monotonic_coarse, "CLOCK_MONOTONIC_COARSE"),
            (.boottime, "CLOCK_BOOTTIME"),
            (.realtime_alarm, "CLOCK_REALTIME_ALARM"),
            (.boottime_alarm, "CLOCK_BOOTTIME_ALARM"),
            (.tai, "CLOCK_TAI"),
        ]
    }
}
