import CRsyscall

/// How a range of descriptors is closed; see `close_range(2)`.
public struct CLOSE_RANGE: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt32

    /// These bits, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension CLOSE_RANGE {
    /// `CLOSE_RANGE_UNSHARE`: after the process gets a descriptor table of its own.
    public static var unshare: CLOSE_RANGE { CLOSE_RANGE(rawValue: UInt32(CLOSE_RANGE_UNSHARE)) }
    /// `CLOSE_RANGE_CLOEXEC`: not now but by `execve`.
    public static var cloexec: CLOSE_RANGE { CLOSE_RANGE(rawValue: UInt32(CLOSE_RANGE_CLOEXEC)) }

    /// Every member with its name in C.
    public static var names: [(CLOSE_RANGE, String)] {
        [
            (.unshare, "CLOSE_RANGE_UNSHARE"),
            (.cloexec, "CLOSE_RANGE_CLOEXEC"),
        ]
    }
}
