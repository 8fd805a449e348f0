import CRsyscall
import Synchronization

/// What slow calls ring when they end: one futex word and one list for all mailboxes of a process tree.
///
/// It is a word in shared memory and not a descriptor, since a child may close every descriptor it has.
final class Doorbell: Sendable {
    /// Memory that is never unmapped, since a child may ring at any moment of its life.
    private let page: DoorbellPage
    private let mailboxes = Guarded(Registry())

    private struct Registry {
        var nextIdentifier: UInt = 1
        var byIdentifier: [UInt: Mailbox] = [:]
        var departures: [UInt: Departure] = [:]
    }

    /// A child that may leave our memory, and what is to be done then.
    private struct Departure {
        let memory: MailboxMemory
        let action: @Sendable () -> Void
    }

    private struct DoorbellPage: @unchecked Sendable {
        // Sound because its fields are only used through FutexWord and atomic exchange.
        let bell: UnsafeMutablePointer<rsyscall_doorbell>
    }

    init() {
        let bell = UnsafeMutablePointer<rsyscall_doorbell>.allocate(capacity: 1)
        bell.initialize(to: rsyscall_doorbell())
        page = DoorbellPage(bell: bell)
    }

    /// Starts the thread that answers.
    func start() throws {
        try ServiceThread.start { [self] in answerForever() }
    }

    /// Makes a mailbox in the zero bytes at `address`, whose slow calls this doorbell ends.
    ///
    /// The mailbox keeps `storage`, and until it is retired is kept itself.
    func makeMailbox(
        at address: UnsafeMutableRawPointer, in storage: any Sendable & AnyObject
    ) -> (Mailbox, MailboxMemory) {
        mailboxes.withLock { registry in
            let memory = MailboxMemory(
                preparing: address, doorbell: page.bell, identifier: registry.nextIdentifier)
            registry.nextIdentifier += 1
            let mailbox = Mailbox(memory, in: storage)
            registry.byIdentifier[memory.identifier] = mailbox
            return (mailbox, memory)
        }
    }

    /// Forgets a mailbox whose server is gone, and so rings no more.
    func retire(_ identifier: UInt) {
        answer()
        // Dropped outside of the lock, since the memory may go with it.
        let retired = mailboxes.withLock { registry in
            registry.departures[identifier] = nil
            return registry.byIdentifier.removeValue(forKey: identifier)
        }
        _ = consume retired
    }

    /// Runs `action` once the child whose mailbox this is has left our memory.
    func watch(_ memory: MailboxMemory, _ action: @escaping @Sendable () -> Void) {
        mailboxes.withLock { $0.departures[memory.identifier] = Departure(memory: memory, action: action) }
    }

    /// Watches the child no more.
    func unwatch(_ identifier: UInt) {
        mailboxes.withLock { $0.departures[identifier] = nil }
    }

    /// Ends what has been rung for, on this thread.
    func answerNow() {
        answer()
    }

    /// The word the bell sleeps on: 0 written there and a futex wake is a ring.
    var word: FutexWord {
        FutexWord(UnsafeMutableRawPointer(page.bell).assumingMemoryBound(to: UInt32.self))
    }

    /// The address of ``word``.
    var address: UInt { UInt(bitPattern: page.bell) }

    private func answerForever() {
        while true {
            word.store(1)
            // Only after that store: a ring from here on finds the word at 1, so none is slept through.
            if !answer() {
                word.sleep(while: 1)
            }
        }
    }

    /// Ends the calls of every mailbox on the ready list; returns `false` if there was nothing to do.
    @discardableResult
    private func answer() -> Bool {
        let (ready, departed) = mailboxes.withLock { registry in
            var ready: [Mailbox] = []
            var next = takeReadyList()
            while let mailbox = next {
                next = mailbox.pointee.next
                FutexWord(UnsafeMutableRawPointer(mailbox).assumingMemoryBound(to: UInt32.self) + 1).store(0)
                if let client = registry.byIdentifier[mailbox.pointee.identifier] {
                    ready.append(client)
                }
            }
            let departed = registry.departures.filter { $0.value.memory.hasLeftItsMemory }
            for identifier in departed.keys { registry.departures[identifier] = nil }
            return (ready, departed.values.map(\.action))
        }
        for mailbox in ready { mailbox.drain() }
        for action in departed { action() }
        return !ready.isEmpty || !departed.isEmpty
    }

    private func takeReadyList() -> UnsafeMutablePointer<rsyscall_mailbox>? {
        let head = (UnsafeMutableRawPointer(page.bell) + MemoryLayout<UInt64>.size)
            .assumingMemoryBound(to: Atomic<UInt>.self)
        return UnsafeMutablePointer(bitPattern: head.pointee.exchange(0, ordering: .sequentiallyConsistent))
    }
}
