extension SystemCalling where Self: ~Copyable {
    /// Returns whether a capability is in the bounding set: `PR_CAPBSET_READ` in `prctl(2)`.
    ///
    /// - Throws: `EINVAL` for a capability that the kernel doesn't know.
    public func prctl_capbset_read(_ capability: CAP) async throws -> Bool {
        try await process.syscall(.prctl, PR.capbset_read, capability)
    }

    /// Drops a capability from the bounding set, for good: `PR_CAPBSET_DROP` in `prctl(2)`.
    ///
    /// - Throws: `EPERM` without ``CAP/setpcap``, or `EINVAL` for a capability that the kernel doesn't know.
    public func prctl_capbset_drop(_ capability: CAP) async throws {
        try await process.syscall(.prctl, PR.capbset_drop, capability)
    }

    /// Returns whether a capability is in the ambient set: `PR_CAP_AMBIENT` in `prctl(2)`.
    ///
    /// - Throws: `EINVAL` for a capability that the kernel doesn't know.
    public func prctl_cap_ambient_is_set(_ capability: CAP) async throws -> Bool {
        try await process.syscall(.prctl, PR.cap_ambient, PR_CAP_AMBIENT.is_set, capability)
    }

    /// Adds a capability to the ambient set, which `execve` preserves: `PR_CAP_AMBIENT` in `prctl(2)`.
    ///
    /// - Throws: `EPERM` if the capability is not both permitted and inheritable, or if
    ///   ``SECBIT/no_cap_ambient_raise`` is set.
    public func prctl_cap_ambient_raise(_ capability: CAP) async throws {
        try await process.syscall(.prctl, PR.cap_ambient, PR_CAP_AMBIENT.raise, capability)
    }

    /// Removes a capability from the ambient set: `PR_CAP_AMBIENT` in `prctl(2)`.
    ///
    /// - Throws: `EINVAL` for a capability that the kernel doesn't know.
    public func prctl_cap_ambient_lower(_ capability: CAP) async throws {
        try await process.syscall(.prctl, PR.cap_ambient, PR_CAP_AMBIENT.lower, capability)
    }

    /// Empties the ambient set: `PR_CAP_AMBIENT` in `prctl(2)`.
    public func prctl_cap_ambient_clear_all() async throws {
        try await process.syscall(.prctl, PR.cap_ambient, PR_CAP_AMBIENT.clear_all)
    }

    /// Sets whether capabilities survive a change from the superuser to another user, until `execve`:
    /// `PR_SET_KEEPCAPS` in `prctl(2)`.
    ///
    /// - Throws: `EPERM` if ``SECBIT/keep_caps_locked`` is set.
    public func prctl_set_keepcaps(_ keeps: Bool) async throws {
        try await process.syscall(.prctl, PR.set_keepcaps, keeps ? 1 : 0)
    }

    /// Returns whether capabilities survive a change from the superuser to another user: `PR_GET_KEEPCAPS` in
    /// `prctl(2)`.
    public func prctl_get_keepcaps() async throws -> Bool {
        try await process.syscall(.prctl, PR.get_keepcaps)
    }

    /// Sets how the capabilities of the superuser are treated: `PR_SET_SECUREBITS` in `prctl(2)`.
    ///
    /// - Throws: `EPERM` without ``CAP/setpcap``, or if a bit is locked.
    public func prctl_set_securebits(_ bits: SECBIT) async throws {
        try await process.syscall(.prctl, PR.set_securebits, bits)
    }

    /// Returns how the capabilities of the superuser are treated: `PR_GET_SECUREBITS` in `prctl(2)`.
    public func prctl_get_securebits() async throws -> SECBIT {
        try await process.syscall(.prctl, PR.get_securebits)
    }
}

extension SECBIT: CallResult {}
