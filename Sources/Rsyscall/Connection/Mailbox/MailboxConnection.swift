import CRsyscall
import Synchronization

/// The connection to a child that shares our memory, through the mailbox it serves.
final class MailboxConnection: ProcessConnection {
    let mailbox: Mailbox
    let memory: MailboxMemory
    let doorbell: Doorbell
    private let knownFilter: Atomic<UInt8>
    private let life: any ProcessLife
    private let hasLeft = Atomic<Bool>(false)
    /// What to do once the child is gone from our memory.
    private let departure = Guarded<[@Sendable () -> Void]>([])

    init(
        _ life: any ProcessLife, mailbox: Mailbox, memory: MailboxMemory, doorbell: Doorbell,
        filter: KnownFilter
    ) {
        knownFilter = Atomic(filter.rawValue)
        self.life = life
        self.mailbox = mailbox
        self.memory = memory
        self.doorbell = doorbell
        // The life and not this object is kept by the monitor, so that a dropped child is killed.
        life.atEnd { [weak self] in self?.leave() }
    }

    deinit {
        guard !hasLeft.load(ordering: .sequentiallyConsistent) else { return }
        // No handle can use the child any more; but until it has ended, it uses its mailbox and its stack.
        let (mailbox, doorbell, identifier) = (mailbox, doorbell, memory.identifier)
        life.atEnd {
            mailbox.hangUp()
            doorbell.retire(identifier)
        }
    }

    var sharesOurMemory: Bool { true }

    var filter: KnownFilter {
        get { KnownFilter(rawValue: knownFilter.load(ordering: .relaxed)) ?? .mute }
        set { knownFilter.store(newValue.rawValue, ordering: .relaxed) }
    }

    func callsAtOnce(_ effects: Effects) -> Bool { false }

    func callAtOnce(_ step: Step) -> Int? { nil }

    // Not what opens: nearly every open ends at once, and one that does not is parked in the end.
    private static let mayTakeLong: Effects = [.reads, .writes, .waits]

    func call(_ step: Step, _ frame: inout Frame) async throws(Hangup) -> Int {
        guard let step = step.resolved(frameAt: frame.address) else { return Step.skipped }
        frame.applyRelocations()
        // A death without execve leaves a child that has ended, and so has one whose program was faster than we.
        // Both are reported by waiting for it.
        if step.effects.contains(.executes) { return await leaving(step) ?? 0 }
        return try await call(step)
    }

    func run(_ steps: [Step], _ frame: inout Frame) async throws(Hangup) -> [Int] {
        frame.applyRelocations()
        let program = SharedProgram(steps, frameAt: frame.address)
        let call = program.call
        guard program.effects.contains(.executes) else {
            _ = try await self.call(call)
            return program.results
        }
        if await leaving(call) == nil, !program.hasExecuted { throw Hangup() }
        return program.results
    }

    private func call(_ step: Step) async throws(Hangup) -> Int {
        try await call(step, step.effects.isDisjoint(with: Self.mayTakeLong) ? .endsSoon : .mayTakeLong)
    }

    private func call(_ step: Step, _ patience: Mailbox.Patience) async throws(Hangup) -> Int {
        if filter == .mute || step.effects.contains(.installsFilter) {
            return try await callListening(step, patience)
        }
        return try await mailbox.call(step, patience)
    }

    func post(_ step: Step) {
        // The kernel rings when the child leaves our memory, for a thread that has nothing to do then. Not asked of
        // a child with a filter, which might end it for this call.
        let isQuiet = step.effects.contains(.exits) && filter == .none
        mailbox.post(step, after: isQuiet ? Step(.set_tid_address) : nil)
    }

    /// Makes a call after which the child may have left our memory.
    ///
    /// - Returns: `nil` if it has.
    private func leaving(_ step: Step) async -> Int? {
        doorbell.watch(memory) { [weak self] in self?.leave() }
        do {
            let result = try await call(step)
            doorbell.unwatch(memory.identifier)
            return result
        } catch {
            return nil
        }
    }

    /// Runs `action` once the child no longer shares our memory.
    func atDeparture(_ action: @escaping @Sendable () -> Void) {
        departure.withLock { $0.append(action) }
    }

    /// Ends every call, since the child serves none any more.
    private func leave() {
        // Called once for execve and once for the end, and at the same time by two threads.
        guard !hasLeft.exchange(true, ordering: .sequentiallyConsistent) else { return }
        doorbell.answerNow()
        mailbox.hangUp()
        doorbell.retire(memory.identifier)
        let actions = departure.withLock { actions in
            defer { actions = [] }
            return actions
        }
        for action in actions { action() }
    }
}
