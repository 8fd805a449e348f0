/// The identity of an address space: what an ``Address`` is relative to.
public final class AddressSpace: Sendable {
    /// A new identity, equal to no other.
    public init() {}
}

/// The identity of a pid namespace: what a ``ProcessID`` is relative to.
public final class PidNamespace: Sendable {
    /// A new identity, equal to no other.
    public init() {}
}

/// The identity of a mount namespace: what a path is relative to, beside root and working directory.
public final class MountNamespace: Sendable {
    /// A new identity, equal to no other.
    public init() {}
}
