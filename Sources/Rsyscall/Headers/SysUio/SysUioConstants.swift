import CRsyscall

/// How one read or write is done; see `preadv2(2)`.
public struct RWF: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: CInt

    /// These bits, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension RWF {
    /// `RWF_HIPRI`: with high priority.
    public static var hipri: RWF { RWF(rawValue: CInt(truncatingIfNeeded: RWF_HIPRI)) }
    /// `RWF_DSYNC`: as if opened with `O.dsync`.
    public static var dsync: RWF { RWF(rawValue: CInt(truncatingIfNeeded: RWF_DSYNC)) }
    /// `RWF_SYNC`: as if opened with `O.sync`.
    public static var sync: RWF { RWF(rawValue: CInt(truncatingIfNeeded: RWF_SYNC)) }
    /// `RWF_NOWAIT`: fails with `EAGAIN` in place of waiting.
    public static var nowait: RWF { RWF(rawValue: CInt(truncatingIfNeeded: RWF_NOWAIT)) }
    /// `RWF_APPEND`: to the end of the file.
    public static var append: RWF { RWF(rawValue: CInt(truncatingIfNeeded: RWF_APPEND)) }

    /// Every member with its name in C.
    public static var names: [(RWF, String)] {
        [
            (.hipri, "RWF_HIPRI"),
            (.dsync, "RWF_DSYNC"),
            (.sync, "RWF_SYNC"),
            (.nowait, "RWF_NOWAIT"),
            (.append, "RWF_APPEND"),
        ]
    }
}
