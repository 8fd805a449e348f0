import CRsyscall
import Synchronization

/// The identity of a descriptor table: what a ``FileDescriptorNumber`` is relative to.
///
/// It knows which processes share it, since a descriptor outlives the one that opened it as long as
/// another has the table too.
public final class DescriptorTable: Sendable {
    private let members = Guarded<[any SyscallInterface]>([])

    /// A new identity, equal to no other.
    public init() {}

    /// Counts a process in that has this table.
    func join(_ interface: any SyscallInterface) {
        members.withLock { $0.append(interface) }
    }

    /// Counts a process out that is gone or has another table now.
    func leave(_ interface: any SyscallInterface) {
        members.withLock { members in
            if let index = members.firstIndex(where: { $0 === interface }) { members.remove(at: index) }
        }
    }

    /// A process that has this table, the one that had it first; `nil` once all are gone, and with them
    /// every descriptor of it.
    var member: (any SyscallInterface)? { members.withLock { $0.first } }

    /// Closes a descriptor of this table without waiting, where anybody still has the table.
    func post(close descriptor: FileDescriptorNumber) {
        member?.post(
            SyscallRequest(
                number: Int(__NR_close), arguments: (descriptor.register, 0, 0, 0, 0, 0), scope: .process))
    }
}
