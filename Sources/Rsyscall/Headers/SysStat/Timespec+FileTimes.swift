extension Timespec {
    /// `UTIME_NOW`: the current time, for `utimensat`.
    public static var utime_now: Timespec { Timespec(sec: 0, nsec: (1 << 30) - 1) }
    /// `UTIME_OMIT`: the time that the file has, for `utimensat`.
    public static var utime_omit: Timespec { Timespec(sec: 0, nsec: (1 << 30) - 2) }
}
