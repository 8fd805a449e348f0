/// `struct ucred`: the credentials of a peer or of a message's sender; see `SCM_CREDENTIALS` in `unix(7)`.
public struct Ucred: KernelStruct, Hashable {
    /// The process ID in the reader's pid namespace; 0 if that namespace doesn't contain it.
    public var pid: ProcessID
    /// The effective user ID.
    public var uid: Uid
    /// The effective group ID.
    public var gid: Gid

    /// Creates the struct.
    public init(pid: ProcessID, uid: Uid, gid: Gid) {
        self.pid = pid
        self.uid = uid
        self.gid = gid
    }

    /// The C layout.
    public struct Layout: BitwiseCopyable, Sendable {
        fileprivate var pid: CInt
        fileprivate var uid: UInt32
        fileprivate var gid: UInt32
    }

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.init(pid: ProcessID(layout.pid), uid: Uid(layout.uid), gid: Gid(layout.gid))
    }

    /// The C layout.
    public var layout: Layout { Layout(pid: pid.rawValue, uid: uid.rawValue, gid: gid.rawValue) }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Ucred: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String { "{pid=\(pid), uid=\(uid), gid=\(gid)}" }
}

extension Ucred: SockoptValue {
    /// The C struct.
    public static var form: SockoptForm<Self> { .plain }
}
