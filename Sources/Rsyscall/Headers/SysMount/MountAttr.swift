import CRsyscall

/// `struct mount_attr`: the changes to a mount's attributes; see `mount_setattr(2)`.
public struct MountAttr: KernelStruct, Hashable {
    /// The attributes to set.
    public var set: MOUNT_ATTR
    /// The attributes to clear, before ``set`` is applied.
    public var clr: MOUNT_ATTR
    /// How mounts propagate to and from other namespaces: one of ``MS/private``, ``MS/shared``, ``MS/slave``
    /// and ``MS/unbindable``, or none for no change.
    public var propagation: MS
    /// The descriptor of the user namespace that ``MOUNT_ATTR/idmap`` maps owners to.
    public var userns_fd: FileDescriptorNumber

    /// Creates the struct.
    public init(
        set: MOUNT_ATTR = [], clr: MOUNT_ATTR = [], propagation: MS = [],
        userns_fd: FileDescriptorNumber = FileDescriptorNumber(0)
    ) {
        self.set = set
        self.clr = clr
        self.propagation = propagation
        self.userns_fd = userns_fd
    }

    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: mount_attr

        /// Creates the layout from the C struct.
        public init(_ c: mount_attr) {
            self.c = c
        }
    }

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.init(
            set: MOUNT_ATTR(rawValue: layout.c.attr_set), clr: MOUNT_ATTR(rawValue: layout.c.attr_clr),
            propagation: MS(rawValue: UInt(truncatingIfNeeded: layout.c.propagation)),
            userns_fd: FileDescriptorNumber(CInt(truncatingIfNeeded: layout.c.userns_fd)))
    }

    /// The C layout.
    public var layout: Layout {
        Layout(
            mount_attr(
                attr_set: set.rawValue, attr_clr: clr.rawValue, propagation: UInt64(propagation.rawValue),
                userns_fd: UInt64(truncatingIfNeeded: userns_fd.rawValue)))
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension MountAttr: ValueArgument {
    /// The struct.
    public typealias Value = MountAttr
}

extension MountAttr: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String {
        "{attr_set=\(set), attr_clr=\(clr), propagation=\(propagation), userns_fd=\(userns_fd)}"
    }
}
