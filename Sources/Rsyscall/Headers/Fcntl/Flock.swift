import CRsyscall

/// `struct flock`: a lock of some bytes of a file; see `F_SETLK` in `fcntl(2)`.
public struct Flock: KernelStruct, Hashable {
    /// Which kind, or none.
    public var type: F_LCK
    /// What ``start`` counts from.
    public var whence: SEEK
    /// The first byte.
    public var start: Int
    /// How many bytes; 0 for all from the first on.
    public var len: Int
    /// Who holds the lock that stands in the way: told by `F_GETLK`; -1 for an open file's lock.
    public var pid: ProcessID

    /// This lock, of all the file unless told otherwise.
    public init(
        _ type: F_LCK, whence: SEEK = .set, start: Int = 0, len: Int = 0, pid: ProcessID = ProcessID(0)
    ) {
        self.type = type
        self.whence = whence
        self.start = start
        self.len = len
        self.pid = pid
    }

    /// The lock that lies in memory like this.
    public init(layout: rsyscall_flock) {
        self.init(
            F_LCK(rawValue: layout.l_type), whence: SEEK(rawValue: CInt(layout.l_whence)),
            start: layout.l_start, len: layout.l_len, pid: ProcessID(layout.l_pid))
    }

    /// How the lock lies in memory.
    public var layout: rsyscall_flock {
        var layout = rsyscall_flock()
        layout.l_type = type.rawValue
        layout.l_whence = CShort(truncatingIfNeeded: whence.rawValue)
        layout.l_start = start
        layout.l_len = len
        layout.l_pid = pid.rawValue
        return layout
    }
}
