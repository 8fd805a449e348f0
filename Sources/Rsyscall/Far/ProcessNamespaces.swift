/// The namespaces that a process is in for a part of its life, to which its numbers and paths belong then.
///
/// They are compared by identity: each change creates a new object, so a call that was prepared for the old one is
/// recognized.
@usableFromInline
final class ProcessNamespaces: Sendable {
    /// The table that its descriptor numbers belong to.
    @usableFromInline let descriptorTable: DescriptorTable
    /// The namespace that its process IDs belong to, which no call changes.
    let pids: PidNamespace
    /// The namespace that the process IDs of its next children belong to.
    let pidsForChildren: PidNamespace
    /// The namespace that its paths belong to.
    let mounts: MountNamespace
    /// The number of the descriptor by which the process rings, which each of its tables has.
    let bell: FileDescriptorNumber?

    init(
        descriptorTable: DescriptorTable, pids: PidNamespace, pidsForChildren: PidNamespace? = nil,
        mounts: MountNamespace, bell: FileDescriptorNumber? = nil
    ) {
        if let bell { descriptorTable.reserve(bell) }
        self.bell = bell
        self.descriptorTable = descriptorTable
        self.pids = pids
        self.pidsForChildren = pidsForChildren ?? pids
        self.mounts = mounts
    }
}

/// The changes that a call makes to the namespaces of a process, if the kernel does not refuse it.
@usableFromInline
struct NamespaceChange: Sendable {
    enum Table: Sendable {
        case empty
        /// A whole copy, but for a range that is closed in it.
        case copy(except: ClosedRange<FileDescriptorNumber>?)
    }

    var descriptorTable: Table?
    var pidsForChildren = false
    var mounts = false

    /// The changes to expect of a call whose arguments aren't known.
    static var everything: NamespaceChange {
        NamespaceChange(descriptorTable: .empty, pidsForChildren: true, mounts: true)
    }
}

extension ProcessNamespaces {
    /// Returns the namespaces of a process that is in these, after `change`.
    @usableFromInline
    func after(_ change: NamespaceChange) -> ProcessNamespaces {
        ProcessNamespaces(
            descriptorTable: table(after: change), pids: pids,
            pidsForChildren: change.pidsForChildren ? PidNamespace() : pidsForChildren,
            mounts: change.mounts ? MountNamespace() : mounts, bell: bell)
    }

    private func table(after change: NamespaceChange) -> DescriptorTable {
        switch change.descriptorTable {
        case nil: descriptorTable
        case .empty: DescriptorTable()
        case .copy(let closed): DescriptorTable(copyOf: descriptorTable, except: closed)
        }
    }
}

extension ProcessNamespaces {
    /// Returns the error of using a handle of `other`, which must differ, in these namespaces.
    func mismatch(of other: ProcessNamespaces) -> Mismatch {
        if descriptorTable !== other.descriptorTable {
            return Mismatch(.descriptorTable, process: descriptorTable, handle: other.descriptorTable)
        }
        if mounts !== other.mounts { return Mismatch(.mountNamespace, process: mounts, handle: other.mounts) }
        return Mismatch(.pidNamespace, process: pidsForChildren, handle: other.pidsForChildren)
    }
}
