import CRsyscall

/// `struct flock`: a lock of a file's bytes; see `F_SETLK` in `fcntl(2)`.
public struct Flock: KernelStruct, Hashable {
    /// The kind of lock.
    public var type: F_LCK
    /// What ``start`` is relative to.
    public var whence: SEEK
    /// The first byte.
    public var start: Int
    /// The number of bytes; 0 for all bytes from ``start`` on.
    public var len: Int
    /// The process that holds a conflicting lock, which `F_GETLK` reports; -1 for a lock of an open file.
    public var pid: ProcessID

    /// Creates a lock, of the whole file by default.
    public init(
        _ type: F_LCK, whence: SEEK = .set, start: Int = 0, len: Int = 0, pid: ProcessID = ProcessID(0)
    ) {
        self.type = type
        self.whence = whence
        self.start = start
        self.len = len
        self.pid = pid
    }

    /// Creates the lock from its C layout.
    public init(layout: rsyscall_flock) {
        self.init(
            F_LCK(rawValue: layout.l_type), whence: SEEK(rawValue: CInt(layout.l_whence)),
            start: layout.l_start, len: layout.l_len, pid: ProcessID(layout.l_pid))
    }

    /// The C layout.
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

extension Flock: CustomStringConvertible {
    /// The lock as strace prints it.
    public var description: String { "{l_type=\(type), l_whence=\(whence), l_start=\(start), l_len=\(len)}" }
}

extension Flock: CallResult {}

extension Flock: ValueArgument {
    /// The lock.
    public typealias Value = Flock
}
