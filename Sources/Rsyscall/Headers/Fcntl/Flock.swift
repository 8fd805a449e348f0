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

    /// The C layout, with the bytes between its fields, which must not hold what lay there before.
    public struct Layout: BitwiseCopyable, Sendable {
        fileprivate var type: Int16
        fileprivate var whence: Int16
        fileprivate var padding: Int32 = 0
        fileprivate var start: Int
        fileprivate var len: Int
        fileprivate var pid: Int32
        fileprivate var end: Int32 = 0
    }

    /// Creates the lock from its C layout.
    public init(layout: Layout) {
        self.init(
            F_LCK(rawValue: layout.type), whence: SEEK(rawValue: CInt(layout.whence)), start: layout.start,
            len: layout.len, pid: ProcessID(layout.pid))
    }

    /// The C layout.
    public var layout: Layout {
        Layout(
            type: type.rawValue, whence: CShort(truncatingIfNeeded: whence.rawValue), start: start, len: len,
            pid: pid.rawValue)
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
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
