import Synchronization

/// The identity of an address space: what an ``Address`` is relative to.
public final class AddressSpace: Sendable {
    /// Creates a new identity, which equals no other.
    public init() {}
}

/// The identity of a pid namespace: what a ``ProcessID`` is relative to.
public final class PidNamespace: Sendable {
    /// The kernel's name for it, which no other namespace has as long as a process of this one is there; 0 if unknown.
    let inode = Atomic<UInt64>(0)

    /// Creates a new identity, which equals no other.
    public init() {}
}

/// The identity of a mount namespace: what a path is relative to, besides root and working directory.
public final class MountNamespace: Sendable {
    /// Creates a new identity, which equals no other.
    public init() {}
}
