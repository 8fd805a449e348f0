import CRsyscall

/// What an offset counts from; see `lseek(2)`.
public struct SEEK: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension SEEK {
    /// `SEEK_SET`: the start of the file.
    public static var set: SEEK { SEEK(rawValue: CInt(SEEK_SET)) }
    /// `SEEK_CUR`: where the descriptor is.
    public static var cur: SEEK { SEEK(rawValue: CInt(SEEK_CUR)) }
    /// `SEEK_END`: the end of the file.
    public static var end: SEEK { SEEK(rawValue: CInt(SEEK_END)) }
    /// `SEEK_DATA`: the next data at or after the offset.
    public static var data: SEEK { SEEK(rawValue: CInt(SEEK_DATA)) }
    /// `SEEK_HOLE`: the next hole at or after the offset.
    public static var hole: SEEK { SEEK(rawValue: CInt(SEEK_HOLE)) }

    /// Every member with its name in C.
    public static var names: [(SEEK, String)] {
        [
            (.set, "SEEK_SET"),
            (.cur, "SEEK_CUR"),
            (.end, "SEEK_END"),
            (.data, "SEEK_DATA"),
            (.hole, "SEEK_HOLE"),
        ]
    }
}

/// What a file may be used for; see `access(2)`.
public struct OK: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: CInt

    /// These bits, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension OK {
    /// `R_OK`: it may be read.
    public static var r: OK { OK(rawValue: CInt(truncatingIfNeeded: R_OK)) }
    /// `W_OK`: it may be written.
    public static var w: OK { OK(rawValue: CInt(truncatingIfNeeded: W_OK)) }
    /// `X_OK`: it may be executed, or searched.
    public static var x: OK { OK(rawValue: CInt(truncatingIfNeeded: X_OK)) }
    /// `F_OK`: it exists.
    public static var f: OK { OK(rawValue: CInt(truncatingIfNeeded: F_OK)) }

    /// Every member with its name in C.
    public static var names: [(OK, String)] {
        [
            (.r, "R_OK"),
            (.w, "W_OK"),
            (.x, "X_OK"),
            (.f, "F_OK"),
        ]
    }
}
