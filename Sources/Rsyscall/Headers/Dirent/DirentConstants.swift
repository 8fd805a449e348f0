import CRsyscall

/// What kind of file a directory entry names; see `readdir(3)`.
public struct DT: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: UInt8

    /// The constant with this number, named or not.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }
}

extension DT {
    /// `DT_UNKNOWN`: the file system does not say.
    public static var unknown: DT { DT(rawValue: UInt8(RSYSCALL_DT_UNKNOWN)) }
    /// `DT_FIFO`: a named pipe.
    public static var fifo: DT { DT(rawValue: UInt8(RSYSCALL_DT_FIFO)) }
    /// `DT_CHR`: a character device.
    public static var chr: DT { DT(rawValue: UInt8(RSYSCALL_DT_CHR)) }
    /// `DT_DIR`: a directory.
    public static var dir: DT { DT(rawValue: UInt8(RSYSCALL_DT_DIR)) }
    /// `DT_BLK`: a block device.
    public static var blk: DT { DT(rawValue: UInt8(RSYSCALL_DT_BLK)) }
    /// `DT_REG`: a regular file.
    public static var reg: DT { DT(rawValue: UInt8(RSYSCALL_DT_REG)) }
    /// `DT_LNK`: a symbolic link.
    public static var lnk: DT { DT(rawValue: UInt8(RSYSCALL_DT_LNK)) }
    /// `DT_SOCK`: a socket.
    public static var sock: DT { DT(rawValue: UInt8(RSYSCALL_DT_SOCK)) }

    /// Every member with its name in C.
    public static var names: [(DT, String)] {
        [
            (.unknown, "DT_UNKNOWN"),
            (.fifo, "DT_FIFO"),
            (.chr, "DT_CHR"),
            (.dir, "DT_DIR"),
            (.blk, "DT_BLK"),
            (.reg, "DT_REG"),
            (.lnk, "DT_LNK"),
            (.sock, "DT_SOCK"),
        ]
    }
}
