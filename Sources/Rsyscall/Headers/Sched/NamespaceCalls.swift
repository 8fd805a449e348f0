extension SystemCalling where Self: ~Copyable {
    /// Gives the process namespaces, a descriptor table or file system context of its own. See `unshare(2)`.
    ///
    /// On our own process this is done by its home thread, on which every call is made from here on. It cannot
    /// have ``CLONE/newpid``, after which Linux gives a process no more threads; a child can.
    ///
    /// Of descriptors that were opened before a table was unshared, ``inherit(_:)`` gives handles; what is
    /// to be closed of the others, ``closeUninherited()`` closes.
    ///
    /// - Parameters:
    ///   - flags: What the process is to have of its own.
    ///   - descriptors: With ``CLONE/files``, which descriptors its table has.
    /// - Throws: ``NamespaceRefused``, ``SyscallError``, or ``Hangup``.
    public func unshare(_ flags: CLONE, descriptors: CopiedDescriptors = .owned) async throws {
        if flags.contains(.newpid), task.interface.callsOnCallingThread {
            throw NamespaceRefused(flags: .newpid)
        }
        try await task.syscall(.unshare, scope: .thread, flags)
        if flags.contains(.newns) { task.enter(MountNamespace()) }
        if flags.contains(.newpid) { task.setPidNamespaceForChildren(PidNamespace()) }
        guard flags.contains(.files) else { return }
        let table = DescriptorTable(copyOf: task.descriptorTable, descriptors)
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
    /// - Throws: ``DescriptorTableMismatch``, ``NamespaceRefused`` for a pid namespace on our own process,
    ///   ``SyscallError``, or ``Hangup``.
    public func setns(_ namespace: borrowing OwnedFileDescriptor, _ type: CLONE = []) async throws {
        let number = try namespace.number(in: task)
        // Only our own process makes calls that wait on threads.
        if task.interface.callsOnCallingThread, try await task.leadsToPidNamespace(number, type) {
            throw NamespaceRefused(flags: .newpid)
        }
        try await task.syscall(.setns, scope: .thread, number, type)
        if type.isEmpty || type.contains(.newns) { task.enter(MountNamespace()) }
        if type.isEmpty || type.contains(.newpid) { task.setPidNamespaceForChildren(PidNamespace()) }
    }
}

extension KernelTask {
    fileprivate func leadsToPidNamespace(_ namespace: FileDescriptorNumber, _ type: CLONE) async throws
        -> Bool
    {
        guard type.isEmpty else { return type.contains(.newpid) }
        // NS_GET_NSTYPE of ioctl_ns(2), which files of other kinds and old kernels refuse.
        let kind = try await interface.syscall(
            SyscallRequest(
                number: SYS.ioctl.number, arguments: (namespace.register, 0xb703, 0, 0, 0, 0), scope: .process
            ))
        return kind == CLONE.newpid.rawValue
    }
}

/// A namespace that a process of several threads cannot have its children in; nothing was changed.
public struct NamespaceRefused: Error, Hashable, CustomStringConvertible {
    /// Which kind.
    public let flags: CLONE

    /// Which kind.
    public var description: String {
        "\(flags) would leave our own process without new threads; give it to a child"
    }
}
