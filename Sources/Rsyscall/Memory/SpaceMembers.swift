/// The processes that have an address space. Any of them can map, copy and unmap its memory.
@usableFromInline
final class SpaceMembers: PageUnmapper {
    /// The process that was there first. Ours makes each call itself, whatever its children do.
    let first: any ProcessConnection
    private let others = Guarded(Others())

    private struct Others {
        var members: [Member] = []
        /// How many there may be before those that are gone are removed.
        var limit = 16
    }

    /// The reference is weak: a space keeps only its first process reachable.
    private struct Member {
        weak var connection: (any ProcessConnection)?
    }

    init(_ first: any ProcessConnection) { self.first = first }

    /// Adds a process that has the space until it makes no more calls.
    func join(_ connection: any ProcessConnection) {
        guard connection !== first, !first.isThisProcess else { return }
        // They are kept alive so that none is destroyed while the lock is held.
        let held = others.withLock { others in
            let held = others.members.compactMap(\.connection)
            if others.members.count >= others.limit {
                others.members.removeAll { $0.connection?.isGone ?? true }
                others.limit = max(16, 2 * others.members.count)
            }
            others.members.append(Member(connection: connection))
            return held
        }
        withExtendedLifetime(held) {}
    }

    /// The process to ask: one that waits for nothing if there is one, and otherwise one that isn't gone.
    private var present: any ProcessConnection {
        guard first.isGone || first.isBusy else { return first }
        // A filter may refuse the call, or end the process for it.
        let others = others.withLock { $0.members.compactMap(\.connection) }.filter {
            $0.filter == .none && !$0.isGone
        }
        return others.first { !$0.isBusy } ?? (first.isGone ? others.first ?? first : first)
    }

    /// Makes `body` ask a process, and another one if that ends before it has answered.
    func ask<Answer>(
        _ body: (any ProcessConnection) async throws(Hangup) -> Answer
    ) async throws(Hangup) -> Answer {
        while true {
            let member = present
            do {
                return try await body(member)
            } catch {
                guard member.isGone, present !== member else { throw error }
            }
        }
    }

    /// Makes a process unmap pages, and another one if that ends before it has done so. If none is left that may be asked,
    /// the pages stay until the last process ends.
    @usableFromInline func post(unmap range: MemoryRange) {
        while true {
            let member = present
            guard !member.post(unmap: range, of: self), present !== member else { return }
        }
    }
}
