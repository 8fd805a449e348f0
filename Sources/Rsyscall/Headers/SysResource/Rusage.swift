import CRsyscall

/// `struct rusage`: the resources that were used; see `getrusage(2)`.
public struct Rusage: KernelStruct {
    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: rsyscall_rusage

        /// Creates the layout from the C struct.
        public init(_ c: rsyscall_rusage) {
            self.c = c
        }
    }

    /// The C layout.
    public let layout: Layout

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.layout = layout
    }

    /// The CPU time in user mode.
    public var utime: Timeval { time(layout.c.ru_utime) }
    /// The CPU time in the kernel.
    public var stime: Timeval { time(layout.c.ru_stime) }
    /// The most memory that a process had at a time, in KiB.
    public var maxrss: Int { layout.c.ru_maxrss }
    /// The number of page faults without input or output.
    public var minflt: Int { layout.c.ru_minflt }
    /// The number of page faults that waited for input or output.
    public var majflt: Int { layout.c.ru_majflt }
    /// The number of times that a file system read from a device.
    public var inblock: Int { layout.c.ru_inblock }
    /// The number of times that a file system wrote to a device.
    public var oublock: Int { layout.c.ru_oublock }
    /// The number of context switches because a thread waited.
    public var nvcsw: Int { layout.c.ru_nvcsw }
    /// The number of context switches because another thread was to run.
    public var nivcsw: Int { layout.c.ru_nivcsw }

    private func time(_ time: __kernel_old_timeval) -> Timeval {
        Timeval(sec: time.tv_sec, usec: time.tv_usec)
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}
