extension SystemCalling where Self: ~Copyable {
    /// Gives the process namespaces, a descriptor table or a file system context of its own: `unshare(2)`.
    ///
    /// With ``CLONE/files``, `descriptors` says which of them the new table has. ``inherit(_:)`` hands over others, and
    /// makes handles of what was copied.
    ///
    /// - Throws: ``Unsupported`` for our own process, or `EPERM` without ``CAP/sys_admin``.
    public func unshare(_ flags: CLONE, descriptors: CopiedDescriptors = .standardStreams) async throws {
        // In one step with its closing, so that the new table holds nothing else at any moment.
        let closes = flags.contains(.files) && descriptors == .standardStreams
        let unshared = closes ? flags.subtracting(.files) : flags
        if !closes || !unshared.isEmpty {
            let change = NamespaceChange(
                descriptorTable: unshared.contains(.files) ? .copy(except: nil) : nil,
                pidsForChildren: flags.contains(.newpid), mounts: flags.contains(.newns))
            try await process.change(change, by: .unshare, unshared)
        }
        guard closes else { return }
        try await process.change(
            NamespaceChange(descriptorTable: .empty), by: .close_range,
            FileDescriptorNumber.afterStandardStreams, FileDescriptorNumber(CInt.max), CLOSE_RANGE.unshare)
    }

    /// Moves the process into the namespaces that `namespace` refers to: `setns(2)`.
    ///
    /// The descriptor is a file of `/proc/PID/ns`, which must be of the kind `type` unless that is empty, or
    /// a pidfd, from whose process the namespaces of those kinds are taken.
    ///
    /// - Throws: ``Unsupported`` for our own process, `EINVAL` for another kind, or `EPERM` without
    ///   ``CAP/sys_admin``.
    public func setns(_ namespace: borrowing OwnedFileDescriptor, _ type: CLONE = []) async throws {
        let change = NamespaceChange(
            pidsForChildren: type.isEmpty || type.contains(.newpid),
            mounts: type.isEmpty || type.contains(.newns))
        try await process.change(change, by: .setns, namespace, type)
    }
}
