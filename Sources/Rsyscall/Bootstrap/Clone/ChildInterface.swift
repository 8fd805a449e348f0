import CRsyscall
import Synchronization

/// System calls of a child that shares our memory, through the mailbox it serves.
final class ChildInterface: SyscallInterface {
    let record: ChildRecord
    let mailbox: Mailbox
    let memory: MailboxMemory
    let doorbell: Doorbell
    private let hasLeft = Atomic<Bool>(false)
    /// Called once when the child is gone from our memory.
    private let departure = Guarded<[@Sendable () -> Void]>([])

    /// Whether a filter may keep the child from waking us.
    let isMute: Atomic<Bool>

    init(
        _ record: ChildRecord, mailbox: Mailbox, memory: MailboxMemory, doorbell: Doorbell, isMute: Bool
    ) {
        self.isMute = Atomic(isMute)
        self.record = record
        self.mailbox = mailbox
        self.memory = memory
        self.doorbell = doorbell
        // The record and not this object is kept by the monitor, so that a dropped child is killed.
        record.atEnd { [weak self] in self?.leave() }
    }

    deinit {
        guard !hasLeft.load(ordering: .sequentiallyConsistent) else { return }
        // Nobody can use the child any more; but until it has ended, it uses its mailbox and its stack.
        let (mailbox, doorbell, identifier) = (mailbox, doorbell, memory.identifier)
        record.atEnd {
            mailbox.hangUp()
            doorbell.retire(identifier)
        }
    }

    var callsOnCallingThread: Bool { false }

    func syscall(_ request: SyscallRequest) async throws(Hangup) -> Int {
        switch request.scope {
        case .process, .thread:
            return try await call(request, .endsSoon)
        case .reads, .writes, .waits:
            return try await call(request, .mayTakeLong)
        }
    }

    private func call(_ request: SyscallRequest, _ patience: Mailbox.Patience) async throws(Hangup) -> Int {
        if isMute.load(ordering: .relaxed) || Self.installsFilter(request) {
            return try await callListening(request, patience)
        }
        return try await mailbox.call(request, patience)
    }

    func post(_ request: SyscallRequest) {
        mailbox.post(request)
    }

    /// Has `request`, an `execve`, made.
    ///
    /// - Returns: The errno negated where it failed, or `nil` once the child runs the program or has ended.
    func execute(_ request: SyscallRequest) async -> Int? {
        doorbell.watch(memory) { [weak self] in self?.leave() }
        do {
            let result = try await call(request, .mayTakeLong)
            doorbell.unwatch(memory.identifier)
            return result
        } catch {
            // Left by execve or by death: a death without execve leaves a child that has ended, and so has
            // one whose program was faster than we. Both are told by waiting for it.
            return nil
        }
    }

    /// Runs `action` once the child shares our memory no more.
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

/// The memory of a child: its mailbox and its stack, kept by the mailbox.
final class ChildPage: Sendable {
    private let memory: OwnedMemory

    init(_ memory: consuming OwnedMemory) {
        memory.clear()
        self.memory = memory
    }

    var address: Address { memory.address }
}

extension OwnedMemory {
    /// Fills our own memory with zero bytes.
    fileprivate func clear() {
        address.local(size).initializeMemory(as: UInt8.self, repeating: 0)
    }
}
