import Synchronization

/// The identity of an address space, to which an ``Address`` is relative.
public final class AddressSpace: Sendable {
    /// Whether its processes run on the other architecture, which has some structs and flags in another form.
    @usableFromInline let isForeign: Bool

    /// Creates a new identity, which equals no other.
    public init() { isForeign = false }

    init(isForeign: Bool) { self.isForeign = isForeign }
}

/// The identity of a pid namespace, to which a ``ProcessID`` is relative.
public final class PidNamespace: Sendable {
    /// The kernel's number for it, which no other namespace has while this one has a process; 0 if unknown.
    let inode = Atomic<UInt64>(0)

    /// Creates a new identity, which equals no other.
    public init() {}
}

/// The identity of a mount namespace, to which a path is relative, as it is to the root and working directory.
public final class MountNamespace: Sendable {
    /// Creates a new identity, which equals no other.
    public init() {}
}
