/// The identity of an address space: what an ``Address`` is relative to.
public final class AddressSpace: Sendable {
    /// Creates a new identity, which equals no other.
    public init() {}
}

/// The identity of a pid namespace: what a ``ProcessID`` is relative to.
public final class PidNamespace: Sendable {
    /// Creates a new identity, which equals no other.
    public init() {}
}

/// The identity of a mount namespace: what a path is relative to, besides root and working directory.
public final class MountNamespace: Sendable {
    /// Creates a new identity, which equals no other.
    public init() {}
}
