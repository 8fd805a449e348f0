import CRsyscall

/// Where random bytes come from; see `getrandom(2)`.
public struct GRND: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt32

    /// These bits, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension GRND {
    /// `GRND_NONBLOCK`: fails with `EAGAIN` in place of waiting.
    public static var nonblock: GRND { GRND(rawValue: UInt32(truncatingIfNeeded: GRND_NONBLOCK)) }
    /// `GRND_RANDOM`: from the source of `/dev/random`.
    public static var random: GRND { GRND(rawValue: UInt32(truncatingIfNeeded: GRND_RANDOM)) }
    /// `GRND_INSECURE`: even before the kernel has gathered enough.
    public static var insecure: GRND { GRND(rawValue: UInt32(truncatingIfNeeded: GRND_INSECURE)) }

    /// Every member with its name in C.
    public static var names: [(GRND, String)] {
        [
            (.nonblock, "GRND_NONBLOCK"),
            (.random, "GRND_RANDOM"),
            (.insecure, "GRND_INSECURE"),
        ]
    }
}
