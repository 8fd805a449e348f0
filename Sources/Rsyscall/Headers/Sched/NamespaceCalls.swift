extension SystemCalling where Self: ~Copyable {
    /// Gives the process namespaces, a descriptor table or a file system context of its own: `unshare(2)`.
    ///
    /// With ``CLONE/files``, `descriptors` selects those that the new table starts with. ``inherit(_:)`` hands over
    /// others, and makes handles for those that were copied.
    ///
    /// - Throws: ``Unsupported`` for our own process, or `EPERM` without ``CAP/sys_admin`` for any namespace but a user
    ///   namespace.
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
        let first = FileDescriptorNumber.afterStandardStreams
        let bell = process.connection.namespaces.bell
        let firstClosed = FileDescriptorNumber((bell?.rawValue ?? first.rawValue - 1) + 1)
        try await process.change(
            NamespaceChange(descriptorTable: .empty), by: .close_range,
            firstClosed, FileDescriptorNumber(CInt.max), CLOSE_RANGE.unshare)
        guard let bell, bell > first else { return }
        try await process.syscall(.close_range, first, FileDescriptorNumber(bell.rawValue - 1), 0)
    }

    /// Moves the process into the namespaces that `namespace` refers to: `setns(2)`.
    ///
    /// The descriptor refers to a file in `/proc/PID/ns`, which must be of the kind `type` unless that is
    /// empty, or to a process, whose namespaces of the kinds in `type` are entered.
    ///
    /// - Throws: ``Unsupported`` for our own process, `EINVAL` if the kind differs, or `EPERM` without ``CAP/sys_admin``.
    public func setns(_ namespace: borrowing OwnedFileDescriptor, _ type: CLONE = []) async throws {
        let change = NamespaceChange(
            pidsForChildren: type.isEmpty || type.contains(.newpid),
            mounts: type.isEmpty || type.contains(.newns))
        try await process.change(change, by: .setns, namespace, type)
    }
}
