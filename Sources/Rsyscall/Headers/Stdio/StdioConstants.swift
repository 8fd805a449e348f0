import CRsyscall

/// How a file is renamed; see `renameat2(2)`.
public struct RENAME: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt32

    /// These bits, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension RENAME {
    /// `RENAME_NOREPLACE`: refused where the new name exists.
    public static var noreplace: RENAME { RENAME(rawValue: UInt32(truncatingIfNeeded: RENAME_NOREPLACE)) }
    /// `RENAME_EXCHANGE`: both names change their files.
    public static var exchange: RENAME { RENAME(rawValue: UInt32(truncatingIfNeeded: RENAME_EXCHANGE)) }
    /// `RENAME_WHITEOUT`: the old name becomes a whiteout of an overlay.
    public static var whiteout: RENAME { RENAME(rawValue: UInt32(truncatingIfNeeded: RENAME_WHITEOUT)) }

    /// Every member with its name in C.
    public static var names: [(RENAME, String)] {
        [
            (.noreplace, "RENAME_NOREPLACE"),
            (.exchange, "RENAME_EXCHANGE"),
            (.whiteout, "RENAME_WHITEOUT"),
        ]
    }
}
