import CRsyscall

/// `struct f_owner_ex`: what receives `SIGIO` for a descriptor; see `F_SETOWN_EX` in `fcntl(2)`.
public struct FOwnerEx: KernelStruct, Hashable {
    /// The kind of ``pid``.
    public var type: F_OWNER
    /// The thread, process or process group; 0 for none.
    public var pid: ProcessID

    /// Creates an owner.
    public init(_ type: F_OWNER, _ pid: ProcessID) {
        self.type = type
        self.pid = pid
    }

    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: rsyscall_f_owner_ex

        /// Creates the layout from the C struct.
        public init(_ c: rsyscall_f_owner_ex) {
            self.c = c
        }
    }

    /// Creates the owner from its C layout.
    public init(layout: Layout) {
        self.init(F_OWNER(rawValue: layout.c.type), ProcessID(layout.c.pid))
    }

    /// The C layout.
    public var layout: Layout {
        Layout(rsyscall_f_owner_ex(type: type.rawValue, pid: pid.rawValue))
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension FOwnerEx: CustomStringConvertible {
    /// The owner as strace prints it.
    public var description: String { "{type=\(type), pid=\(pid)}" }
}

extension FOwnerEx: CallResult {}

extension FOwnerEx: ValueArgument {
    /// The owner.
    public typealias Value = FOwnerEx
}
