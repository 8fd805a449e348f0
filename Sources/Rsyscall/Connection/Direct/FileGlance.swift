import CRsyscall

/// What the kernel knows about a file without asking the process or host that serves it.
struct FileGlance {
    /// What the call returned: zero, or a negated errno.
    let result: Int
    /// The type of the file, of the values under `S_IFMT`.
    let type: CInt
    /// The mount that the file was reached through; before Linux 6.8, its device stands for it.
    let mount: UInt64
    /// The device of the file, the upper half of which is the major number.
    let device: UInt64

    /// Looks at the file at a path, which is looked up as for any call.
    init(_ base: UInt, _ path: UInt, _ flags: CInt) {
        var status = rsyscall_statx()
        result = withUnsafeMutableBytes(of: &status) { status in
            let wanted = UInt(STATX_TYPE) | Self.uniqueMount
            let flags = UInt(flags | AT_STATX_DONT_SYNC)
            return Step(.statx, (base, path, flags, wanted, UInt(bitPattern: status.baseAddress), 0)).made()
        }
        type = CInt(status.stx_mode) & CInt(S_IFMT)
        device = UInt64(status.stx_dev_major) << 32 | UInt64(status.stx_dev_minor)
        let isUnique = UInt(status.stx_mask) & Self.uniqueMount != 0
        mount = isUnique ? UInt64(status.stx_mnt_id) : device | 1 << 63
    }

    /// Looks at an open file.
    init(_ descriptor: UInt) {
        let empty: UInt8 = 0
        self = withUnsafeBytes(of: empty) { empty in
            FileGlance(descriptor, UInt(bitPattern: empty.baseAddress), CInt(AT_EMPTY_PATH))
        }
    }

    /// Whether the bytes are those of a file system, as far as is known.
    var isOfFileSystem: Bool {
        result != 0 || [CInt(S_IFREG), CInt(S_IFDIR), CInt(S_IFBLK)].contains(type)
    }

    /// `STATX_MNT_ID_UNIQUE`, which is newer than the headers of many systems. Such a number is never used again.
    private static let uniqueMount: UInt = 0x4000

    /// Whether reading an open file that is listed as a regular one may wait, as that of `/proc/kmsg` does.
    ///
    /// Files with no way to wait for them are always ready to be written to, as far as `poll(2)` reports.
    static func readingMayWait(_ descriptor: UInt) -> Bool {
        var file = rsyscall_pollfd()
        file.fd = CInt(truncatingIfNeeded: descriptor)
        file.events = CShort(POLLIN | POLLOUT)
        var noTime: (Int, Int) = (0, 0)
        let result = withUnsafeMutableBytes(of: &file) { file in
            withUnsafeMutableBytes(of: &noTime) { noTime in
                let time = UInt(bitPattern: noTime.baseAddress)
                return Step(.ppoll, (UInt(bitPattern: file.baseAddress), 1, time, 0, 0, 0)).made()
            }
        }
        return result != 1 || CInt(file.revents) & CInt(POLLOUT) == 0
    }

    /// Whether an open file is in non-blocking mode.
    static func isNonblocking(_ descriptor: UInt) -> Bool {
        let flags = Step(.fcntl, (descriptor, UInt(F_GETFL), 0, 0, 0, 0)).made()
        return flags >= 0 && flags & Int(O_NONBLOCK) != 0
    }
}
