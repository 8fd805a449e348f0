extension SystemCalling where Self: ~Copyable {
    /// Creates a Landlock ruleset, which forbids actions that no rule allows: `landlock_create_ruleset(2)`.
    ///
    /// The descriptor is close-on-exec. The ruleset restricts nothing before ``landlock_restrict_self(_:)``.
    ///
    /// - Throws: `EOPNOTSUPP` or `ENOSYS` if the kernel has no Landlock, `ENOMSG` for no actions, or `EINVAL` or `E2BIG`
    ///   for actions that it doesn't know; see ``landlock_create_ruleset_version()``.
    public func landlock_create_ruleset(
        fs: LANDLOCK_ACCESS_FS = [], net: LANDLOCK_ACCESS_NET = [], scope: LANDLOCK_SCOPE = []
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(
            .landlock_create_ruleset, LandlockRuleset(fs, net, scope), LandlockRuleset.byteCount, 0)
    }

    /// Returns the version of Landlock: `LANDLOCK_CREATE_RULESET_VERSION` in `landlock_create_ruleset(2)`.
    ///
    /// - Throws: `EOPNOTSUPP` or `ENOSYS` if it has none.
    public func landlock_create_ruleset_version() async throws -> Int {
        try await process.syscall(
            .landlock_create_ruleset, Address.null, 0,
            DescribedArgument(1, "LANDLOCK_CREATE_RULESET_VERSION"))
    }

    /// Restricts the process, and those that it makes, by a ruleset, for good: `landlock_restrict_self(2)`.
    ///
    /// - Throws: ``Unsupported`` for our own process, `E2BIG` for more than 16 rulesets, or `EPERM` without
    ///   ``CAP/sys_admin`` or ``prctl_set_no_new_privs()``.
    public func landlock_restrict_self(_ ruleset: borrowing OwnedFileDescriptor) async throws {
        try await process.syscall(.landlock_restrict_self, ruleset, 0)
    }
}

extension OwnedFileDescriptor {
    /// Allows actions of a Landlock ruleset with a file, or with all files in a directory: `landlock_add_rule(2)`.
    ///
    /// - Throws: `EINVAL` if the ruleset doesn't forbid them or a file can't have them, or `ENOMSG` for no actions.
    public func landlock_add_rule(
        _ allowed: LANDLOCK_ACCESS_FS, beneath parent: borrowing OwnedFileDescriptor
    ) async throws {
        let number = NumberInTable(number: parent.number, table: parent.table)
        try await process.syscall(
            .landlock_add_rule, self, DescribedArgument(1, "LANDLOCK_RULE_PATH_BENEATH"),
            LandlockPathRule(allowed, number), 0)
    }

    /// Allows actions of a Landlock ruleset with a TCP port: `landlock_add_rule(2)`.
    ///
    /// - Throws: `EINVAL` if the ruleset doesn't forbid them, or `ENOMSG` for no actions.
    public func landlock_add_rule(_ allowed: LANDLOCK_ACCESS_NET, port: UInt16) async throws {
        try await process.syscall(
            .landlock_add_rule, self, DescribedArgument(2, "LANDLOCK_RULE_NET_PORT"),
            [allowed.rawValue, UInt64(port)], 0)
    }
}
