/// `struct sysinfo`: statistics of the whole system; see `sysinfo(2)`.
///
/// Sizes of memory are in units of ``mem_unit`` bytes.
public struct Sysinfo: KernelStruct {
    /// The C layout, with the bytes between its fields.
    public struct Layout: BitwiseCopyable, Sendable {
        fileprivate var uptime: Int
        fileprivate var loads: InlineArray<3, UInt>
        fileprivate var totalram: UInt
        fileprivate var freeram: UInt
        fileprivate var sharedram: UInt
        fileprivate var bufferram: UInt
        fileprivate var totalswap: UInt
        fileprivate var freeswap: UInt
        fileprivate var procs: UInt16
        fileprivate var pad: UInt16
        fileprivate var padding: UInt32
        fileprivate var totalhigh: UInt
        fileprivate var freehigh: UInt
        fileprivate var mem_unit: UInt32
        fileprivate var end: UInt32
    }

    /// The C layout.
    public let layout: Layout

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.layout = layout
    }

    /// The seconds since the system started.
    public var uptime: Int { layout.uptime }
    /// The average number of threads that ran or waited to run, in the last 1, 5 and 15 minutes.
    public var loads: InlineArray<3, Double> {
        InlineArray { Double(layout.loads[$0]) / Double(1 << 16) }
    }
    /// The size of the memory.
    public var totalram: UInt { layout.totalram }
    /// The size of the memory that is not in use, not even for caches.
    public var freeram: UInt { layout.freeram }
    /// The size of the files in memory, such as those of tmpfs.
    public var sharedram: UInt { layout.sharedram }
    /// The size of the buffers of block devices.
    public var bufferram: UInt { layout.bufferram }
    /// The size of the swap space.
    public var totalswap: UInt { layout.totalswap }
    /// The size of the swap space that is not in use.
    public var freeswap: UInt { layout.freeswap }
    /// The number of threads, up to 65535.
    public var procs: UInt16 { layout.procs }
    /// The unit of the sizes in bytes.
    public var mem_unit: UInt32 { layout.mem_unit }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}
