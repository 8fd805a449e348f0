extension SystemCalling where Self: ~Copyable {
    /// Gives the process namespaces, a descriptor table or file system context of its own. See `unshare(2)`.
    ///
    /// On our own process this is done by its home thread, on which every call is made from here on.
    ///
    /// Of descriptors that were opened before a table was unshared, ``inherit(_:)`` gives handles; what is
    /// to be closed of the others, ``closeUninherited()`` closes.
    ///
    /// - Parameters:
    ///   - flags: What the process is to have of its own.
    ///   - descriptors: With ``CLONE/files``, which descriptors its table has.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func unshare(_ flags: CLONE, descriptors: CopiedDescriptors = .owned) async throws {
        try await task.syscall(.unshare, scope: .thread, flags)
        if flags.contains(.newns) { task.enter(MountNamespace()) }
        if flags.contains(.newpid) { task.setPidNamespaceForChildren(PidNamespace()) }
        guard flags.contains(.files) else { return }
        let table = DescriptorTable(copyOf: task.descriptorTable)
        task.enter(table)
        guard descriptors == .owned else { return }
        for gap in table.copied.gaps(from: .afterStandardStreams) {
            try await close_range(gap.lowerBound, gap.upperBound)
        }
    }

    /// Moves the process into the namespaces that `namespace` refers to. See `setns(2)`.
    ///
    /// - Parameters:
    ///   - namespace: A file of `/proc/PID/ns`, or a pidfd.
    ///   - type: Which kind it must be, or of a pidfd, which ones are meant.
    /// - Throws: ``DescriptorTableMismatch``, ``SyscallError``, or ``Hangup``.
    public func setns(_ namespace: borrowing OwnedFileDescriptor, _ type: CLONE = []) async throws {
        try await task.syscall(.setns, scope: .thread, try namespace.number(in: task), type)
        if type.isEmpty || type.contains(.newns) { task.enter(MountNamespace()) }
        if type.isEmpty || type.contains(.newpid) { task.setPidNamespaceForChildren(PidNamespace()) }
    }
}
