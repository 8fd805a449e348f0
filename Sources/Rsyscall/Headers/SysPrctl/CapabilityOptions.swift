extension SystemCalling where Self: ~Copyable {
    /// Whether the bounding set has a capability. See `PR_CAPBSET_READ` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` where the kernel has no such capability, or ``Hangup``.
    public func isBounding(_ capability: CAP) async throws -> Bool {
        try await prctl(.capbset_read, capability.argument) != 0
    }

    /// Removes a capability from the bounding set, for good. See `PR_CAPBSET_DROP` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` without ``CAP/setpcap``, `EINVAL` where the kernel has no
    ///   such capability, or ``Hangup``.
    public func dropBounding(_ capability: CAP) async throws {
        try await prctl(.capbset_drop, capability.argument)
    }

    /// Whether the ambient set has a capability. See `PR_CAP_AMBIENT` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` where the kernel has no such capability, or ``Hangup``.
    public func isAmbient(_ capability: CAP) async throws -> Bool {
        try await prctl(.cap_ambient, PR_CAP_AMBIENT.is_set.argument, capability.argument) != 0
    }

    /// Adds a capability to the ambient set, which `execve` keeps. See `capabilities(7)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` where it is not both permitted and inheritable, or
    ///   ``Hangup``.
    public func raiseAmbient(_ capability: CAP) async throws {
        try await prctl(.cap_ambient, PR_CAP_AMBIENT.raise.argument, capability.argument)
    }

    /// Removes a capability from the ambient set. See `capabilities(7)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` where the kernel has no such capability, or ``Hangup``.
    public func lowerAmbient(_ capability: CAP) async throws {
        try await prctl(.cap_ambient, PR_CAP_AMBIENT.lower.argument, capability.argument)
    }

    /// Empties the ambient set. See `capabilities(7)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func clearAmbient() async throws {
        try await prctl(.cap_ambient, PR_CAP_AMBIENT.clear_all.argument)
    }

    /// Whether capabilities survive leaving the superuser, until `execve`. See `PR_SET_KEEPCAPS` in
    /// `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` where ``SECBIT/keep_caps_locked`` is set, or ``Hangup``.
    public func setKeepCaps(_ keeps: Bool) async throws {
        try await prctl(.set_keepcaps, keeps ? 1 : 0)
    }

    /// Whether capabilities survive leaving the superuser. See `PR_GET_KEEPCAPS` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func getKeepCaps() async throws -> Bool {
        try await prctl(.get_keepcaps) != 0
    }

    /// Sets how the superuser's capabilities are treated. See `PR_SET_SECUREBITS` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` without ``CAP/setpcap`` or where a bit is locked, or
    ///   ``Hangup``.
    public func setSecurebits(_ bits: SECBIT) async throws {
        try await prctl(.set_securebits, UInt(truncatingIfNeeded: bits.rawValue))
    }

    /// How the superuser's capabilities are treated. See `PR_GET_SECUREBITS` in `prctl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func getSecurebits() async throws -> SECBIT {
        SECBIT(rawValue: CInt(truncatingIfNeeded: try await prctl(.get_securebits)))
    }
}

extension CAP {
    fileprivate var argument: UInt { UInt(truncatingIfNeeded: rawValue) }
}

extension PR_CAP_AMBIENT {
    fileprivate var argument: UInt { UInt(truncatingIfNeeded: rawValue) }
}
