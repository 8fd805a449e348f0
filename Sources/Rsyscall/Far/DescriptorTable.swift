import Synchronization

/// The identity of a descriptor table: what a ``FileDescriptorNumber`` is relative to.
///
/// It knows which processes share the table, since a descriptor outlives the process that opened it as long as another
/// has the table too. It also knows which numbers have an owner, since only those are found in a copy of the table.
public final class DescriptorTable: Sendable {
    private let state = Guarded(State())
    private let origin: Origin?

    /// A process that has the table. The reference is weak: the table alone keeps no process alive.
    private struct Member {
        weak var member: (any DescriptorTableMember)?
    }

    private struct State {
        var members: [Member] = []
        var owned = DescriptorSet()
        /// When the owner of each number came; moments are counted by ``moment``.
        var arrivals: [FileDescriptorNumber: Int] = [:]
        var moment = 0

        mutating func disown(_ number: FileDescriptorNumber) {
            owned.remove(number)
            arrivals[number] = nil
        }
    }

    /// The table that this one was copied from, what was owned there and when.
    private struct Origin {
        let table: DescriptorTable
        let owned: DescriptorSet
        let moment: Int
        let copied: CopiedDescriptors
    }

    /// Creates a new identity, which equals no other.
    public init() {
        origin = nil
    }

    /// Creates the identity of a copy that is made now of `copied` in `original`.
    init(copyOf original: DescriptorTable, _ copied: CopiedDescriptors) {
        origin = original.state.withLock {
            Origin(table: original, owned: $0.owned, moment: $0.moment, copied: copied)
        }
    }

    /// Adds a process that has this table.
    func join(_ member: any DescriptorTableMember) {
        state.withLock { $0.members.append(Member(member: member)) }
    }

    /// Removes a process that is gone or has another table now.
    func leave(_ member: any DescriptorTableMember) {
        state.withLock { state in
            state.members.removeAll { $0.member == nil || $0.member === member }
        }
    }
}

extension DescriptorTable {
    /// Notes that `number` has an owner from now on.
    ///
    /// - Returns: `false` if it had one already.
    @discardableResult
    func own(_ number: FileDescriptorNumber) -> Bool {
        state.withLock { state in
            state.moment += 1
            state.owned.insert(number)
            return state.arrivals.updateValue(state.moment, forKey: number) == nil
        }
    }

    /// Notes that `number` has no owner any more. This comes before it is closed, since after that the number
    /// may be another's.
    func disown(_ number: FileDescriptorNumber) {
        state.withLock { $0.disown(number) }
    }

    /// Closes a descriptor of this table without waiting, by `member` if that has the table, otherwise by any process
    /// that has it.
    func post(close descriptor: FileDescriptorNumber, by member: any DescriptorTableMember) {
        let member = state.withLock { state in
            state.disown(descriptor)
            let members = state.members.lazy.compactMap(\.member)
            // Another may wait in a call until this very descriptor is closed.
            return members.first { $0 === member } ?? members.first
        }
        member?.post(close: descriptor)
    }
}

extension DescriptorTable {
    /// Whether this table was copied from `other`.
    func isCopy(of other: DescriptorTable) -> Bool { origin?.table === other }

    /// Whether descriptors without an owner were copied too.
    var isWholeCopy: Bool { origin?.copied == .all }

    /// The numbers that had an owner in the original when the copy was made.
    var copied: DescriptorSet { origin?.owned ?? DescriptorSet() }

    /// The numbers that have an owner here.
    var owned: DescriptorSet { state.withLock { $0.owned } }

    /// Whether `number` was copied from its present owner in the original, and so is the same file here.
    func hasCopy(of number: FileDescriptorNumber) -> Bool {
        guard let origin, origin.owned.contains(number) else { return false }
        return origin.table.state.withLock { state in
            state.arrivals[number].map { $0 <= origin.moment } ?? false
        }
    }
}
