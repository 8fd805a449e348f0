import CRsyscall

/// `struct mount_attr`: what is to change of a mount; see `mount_setattr(2)`.
public struct MountAttr: KernelStruct, Hashable {
    /// What is to hold.
    public var set: MOUNT_ATTR
    /// What is to hold no longer; done first.
    public var clr: MOUNT_ATTR
    /// How mounts are to pass to and from other namespaces: one of ``MS/private``, ``MS/shared``,
    /// ``MS/slave`` and ``MS/unbindable``, or none for no change.
    public var propagation: MS
    /// The number of a user namespace's descriptor, whose owners ``MOUNT_ATTR/idmap`` is to map to.
    public var usernsFd: FileDescriptorNumber

    /// These changes.
    public init(
        set: MOUNT_ATTR = [], clr: MOUNT_ATTR = [], propagation: MS = [],
        usernsFd: FileDescriptorNumber = FileDescriptorNumber(0)
    ) {
        self.set = set
        self.clr = clr
        self.propagation = propagation
        self.usernsFd = usernsFd
    }

    /// The changes that lie in memory like this.
    public init(layout: mount_attr) {
        self.init(
            set: MOUNT_ATTR(rawValue: layout.attr_set), clr: MOUNT_ATTR(rawValue: layout.attr_clr),
            propagation: MS(rawValue: UInt(layout.propagation)),
            usernsFd: FileDescriptorNumber(CInt(truncatingIfNeeded: layout.userns_fd)))
    }

    /// How the changes lie in memory.
    public var layout: mount_attr {
        mount_attr(
            attr_set: set.rawValue, attr_clr: clr.rawValue, propagation: UInt64(propagation.rawValue),
            userns_fd: UInt64(truncatingIfNeeded: usernsFd.rawValue))
    }
}

extension MountAttr: CustomStringConvertible {
    /// The structure as strace prints it.
    public var description: String {
        "{attr_set=\(set), attr_clr=\(clr), propagation=\(propagation), userns_fd=\(usernsFd)}"
    }
}
