import CRsyscall
import Synchronization

/// The connection to a child that shares memory with us, all of ours or a space, through the mailbox it serves.
final class MailboxConnection: QueuedConnection {
    let mailbox: Mailbox
    let memory: MailboxMemory
    let doorbell: Doorbell
    /// The space that it shares with us, unless it shares all of our memory.
    let sharedMemory: (any SharedMemory)?
    let frameRoom: FrameRoom?
    let initialNamespaces: ProcessNamespaces
    private let knownFilter: Atomic<UInt8>
    private let life: any ProcessLife
    private let hasLeft = Atomic<Bool>(false)
    /// The actions to run once the child has left our memory.
    private let departure = Guarded<[@Sendable () -> Void]>([])

    init(
        _ life: any ProcessLife, mailbox: Mailbox, memory: MailboxMemory, doorbell: Doorbell,
        filter: KnownFilter, namespaces: ProcessNamespaces, sharing sharedMemory: (any SharedMemory)? = nil
    ) {
        mailbox.namespaces = namespaces
        initialNamespaces = namespaces
        knownFilter = Atomic(filter.rawValue)
        self.life = life
        self.mailbox = mailbox
        self.memory = memory
        self.doorbell = doorbell
        self.sharedMemory = sharedMemory
        frameRoom = sharedMemory.map { FrameRoom($0) }
        // The loop keeps the life instead of this object alive, so that a dropped child is killed.
        life.atEnd { [weak self] in self?.leave() }
    }

    deinit {
        guard !hasLeft.load(ordering: .sequentiallyConsistent) else { return }
        // No handle can use the child anymore; but until it has ended, it uses its mailbox and its stack.
        let (mailbox, doorbell, identifier) = (mailbox, doorbell, memory.identifier)
        let memory = memory
        life.atEnd {
            mailbox.hangUp()
            doorbell.retire(identifier, onceLeft: memory)
        }
    }

    var sharesOurMemory: Bool { sharedMemory == nil }

    var filter: KnownFilter {
        get { KnownFilter(rawValue: knownFilter.load(ordering: .relaxed)) ?? .mute }
        set { knownFilter.store(newValue.rawValue, ordering: .relaxed) }
    }

    // Opening isn't among them: nearly every open ends at once, and one that doesn't is parked in the end.
    private static let mayTakeLong: Effects = [.reads, .writes, .waits]

    func expectCalls() { memory.expectRequests() }

    func call(
        _ step: Step, _ frame: inout Frame, in namespaces: ProcessNamespaces, _ next: ProcessNamespaces?
    ) async throws(Hangup) -> Int? {
        let result = try await make(step, &frame, in: namespaces, next)
        if result != nil { frame.leaveRoom() }
        return result
    }

    private func make(
        _ step: Step, _ frame: inout Frame, in namespaces: ProcessNamespaces, _ next: ProcessNamespaces?
    ) async throws(Hangup) -> Int? {
        try CopiedProcess.check()
        guard let step = step.resolved(frameAt: frame.address) else { return Step.skipped }
        frame.applyRelocations()
        // Without an answer the child executed the program or died. Waiting for its end tells one from the other.
        if step.effects.contains(.executes) { return await leaving(step, in: namespaces) ?? .some(0) }
        guard step.effects.contains(.entersNamespaces) else {
            let result = try await call(step, in: namespaces)
            if result == 0, step.effects.contains(.setsDumpable) { doorbell.isDumpable = step.words.1 == 1 }
            return result
        }
        let next = next ?? namespaces.after(.everything)
        return try await changing(namespaces, to: next) { () async throws(Hangup) in
            try await call(step, in: namespaces, next)
        }
    }

    func run(
        _ steps: [Step], _ frame: inout Frame, in namespaces: ProcessNamespaces, _ results: inout [Int]
    ) async throws(Hangup) -> Bool {
        try CopiedProcess.check()
        frame.applyRelocations()
        guard let program = SharedProgram(steps, frameAt: frame.address, in: makeFrame()) else {
            results = steps.indices.map { $0 == 0 ? -Int(ENOMEM) : Step.skipped }
            return true
        }
        let call = program.call
        defer { results = program.results }
        if program.effects.contains(.executes) {
            let left = await leaving(call, in: namespaces)
            if left == .some(nil) { return false }
            if left == nil, !program.hasExecuted { throw Hangup() }
        } else if try await self.call(call, in: namespaces) == nil {
            return false
        }
        frame.leaveRoom()
        return true
    }

    private func call(
        _ step: Step, in namespaces: ProcessNamespaces, _ next: ProcessNamespaces? = nil
    ) async throws(Hangup) -> Int? {
        let patience: Mailbox.Patience =
            step.effects.isDisjoint(with: Self.mayTakeLong) ? .endsSoon : .mayTakeLong
        // A process with memory of its own leaves it without a ring.
        let leavesSilently = sharedMemory != nil && step.effects.contains(.executes)
        if filter == .mute || leavesSilently || step.effects.contains(.installsFilter) {
            return reported(try await callListening(step, patience, in: namespaces, next))
        }
        return reported(try await mailbox.call(step, patience, in: namespaces, next))
    }

    private func reported(_ result: Int?) -> Int? {
        sharesOurMemory ? result : result.map(SyscallResult.plausible)
    }

    func post(_ step: Step) {
        if CopiedProcess.isThis { return }
        // Keeps the kernel from ringing when the child leaves our memory, which would wake a thread that has nothing to
        // do then. Not if there is a filter, which might kill the child for this call.
        let isQuiet = step.effects.contains(.exits) && filter == .none
        mailbox.post(step, after: isQuiet ? Step(.set_tid_address) : nil)
    }

    /// Makes a call after which the child may have left our memory.
    ///
    /// - Returns: `nil` if it has; otherwise what ``call(_:_:in:_:)`` returns.
    private func leaving(_ step: Step, in namespaces: ProcessNamespaces) async -> Int?? {
        doorbell.watch(memory.identifier) { [weak self] in self?.leave() }
        do {
            let result = try await call(step, in: namespaces)
            doorbell.unwatch(memory.identifier)
            return .some(result)
        } catch {
            return nil
        }
    }

    /// Runs `action` once the child no longer shares our memory.
    func atDeparture(_ action: @escaping @Sendable () -> Void) {
        departure.withLock { $0.append(action) }
    }

    /// Ends every call, since the child no longer serves any.
    private func leave() {
        // Called once for execve and once for the end, perhaps by two threads at the same time.
        guard !hasLeft.exchange(true, ordering: .sequentiallyConsistent) else { return }
        doorbell.answerNow()
        mailbox.hangUp()
        namespaces.descriptorTable.leave(self)
        doorbell.retire(memory.identifier, onceLeft: memory)
        let actions = departure.withLock { actions in
            defer { actions = [] }
            return actions
        }
        for action in actions { action() }
    }
}
