extension SystemCalling where Self: ~Copyable {
    /// Gives the process namespaces, a descriptor table or a file system context of its own: `unshare(2)`.
    ///
    /// With ``CLONE/files``, `descriptors` says which of them the new table has. ``inherit(_:)`` makes
    /// handles of what was opened before, ``closeUninherited()`` closes the rest of it. Our own process can't
    /// have ``CLONE/newpid``, after which Linux gives it no more threads.
    ///
    /// - Throws: ``Unsupported``, or `EPERM` without ``CAP/sys_admin``.
    public func unshare(_ flags: CLONE, descriptors: CopiedDescriptors = .owned) async throws {
        if flags.contains(.newpid), process.life == nil {
            throw Unsupported(.unshare, "\(CLONE.newpid)")
        }
        try await process.syscall(.unshare, flags)
        if flags.contains(.newns) { process.enter(MountNamespace()) }
        if flags.contains(.newpid) { process.setPidNamespaceForChildren(PidNamespace()) }
        guard flags.contains(.files) else { return }
        let table = DescriptorTable(copyOf: process.descriptorTable, descriptors)
        process.enter(table)
        guard descriptors == .owned else { return }
        for gap in table.copied.gaps(from: .afterStandardStreams) {
            try await close_range(gap.lowerBound, gap.upperBound)
        }
    }

    /// Moves the process into the namespaces that `namespace` refers to: `setns(2)`.
    ///
    /// The descriptor is a file of `/proc/PID/ns`, which must be of the kind `type` unless that is empty, or
    /// a pidfd, from whose process the namespaces of those kinds are taken.
    ///
    /// - Throws: ``Unsupported`` if our own process would enter a pid namespace, `EINVAL` for another kind,
    ///   or `EPERM` without ``CAP/sys_admin``.
    public func setns(_ namespace: borrowing OwnedFileDescriptor, _ type: CLONE = []) async throws {
        if process.life == nil, try await leadsToPidNamespace(namespace, type) {
            throw Unsupported(.setns, "\(CLONE.newpid)")
        }
        try await process.syscall(.setns, namespace, type)
        if type.isEmpty || type.contains(.newns) { process.enter(MountNamespace()) }
        if type.isEmpty || type.contains(.newpid) { process.setPidNamespaceForChildren(PidNamespace()) }
    }

    private func leadsToPidNamespace(
        _ namespace: borrowing OwnedFileDescriptor, _ type: CLONE
    ) async throws -> Bool {
        guard type.isEmpty else { return type.contains(.newpid) }
        do {
            // Files of other kinds, and old kernels, refuse it.
            let kind: Int = try await process.syscall(.ioctl, namespace, NS.get_nstype)
            return kind == CLONE.newpid.rawValue
        } catch is SyscallError {
            return false
        }
    }
}
