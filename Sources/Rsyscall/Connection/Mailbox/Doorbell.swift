import CRsyscall
import Synchronization

/// The bell that slow calls ring when they end: one futex word and one list for all mailboxes of a process tree.
///
/// It is a word in shared memory instead of a descriptor, since a child may close all of its descriptors.
final class Doorbell: Sendable {
    /// Memory that is never unmapped while a child may ring, which it may at any moment of its life.
    private let page: DoorbellPage
    /// The space that the memory is part of, unless it is ours alone.
    private let space: SharedSpace?
    private let mailboxes = Guarded(Registry())
    private let hasStarted = Guarded(false)

    private struct Registry {
        var nextIdentifier: UInt = 1
        var entries: [UInt: Entry] = [:]
        /// The mailboxes of children that may leave our memory.
        var departing: Set<UInt> = []
    }

    private struct Entry {
        let mailbox: Mailbox
        let memory: MailboxMemory
        /// The action to run once the child has left our memory. It is dropped with the entry, and so with the memory.
        var atDeparture: (@Sendable () -> Void)?
    }

    private struct DoorbellPage: @unchecked Sendable {
        // Sound because its fields are only used through FutexWord and atomic exchange.
        let bell: UnsafeMutablePointer<rsyscall_doorbell>
    }

    init() {
        let bell = UnsafeMutablePointer<rsyscall_doorbell>.allocate(capacity: 1)
        bell.initialize(to: rsyscall_doorbell())
        page = DoorbellPage(bell: bell)
        space = nil
    }

    /// Creates the doorbell of the processes that share `space` with us, which ring its bell.
    init(in space: SharedSpace) {
        page = DoorbellPage(bell: space.doorbell)
        self.space = space
    }

    /// Starts the thread that answers, unless it runs already.
    ///
    /// - Throws: ``SyscallError`` if the system has no more threads.
    func start() throws(SyscallError) {
        let failure: SyscallError? = hasStarted.withLock { hasStarted in
            if hasStarted { return nil }
            noteWhetherDumpable()
            do throws(SyscallError) {
                try ServiceThread.start { [self] in answerForever() }.detach()
                hasStarted = true
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Creates a mailbox in the zeroed bytes at `address`, whose slow calls this doorbell ends.
    ///
    /// The mailbox keeps `storage` alive, and is itself kept alive until it is retired.
    func makeMailbox(
        at address: UnsafeMutableRawPointer, in storage: any Sendable & AnyObject, leastSpin: Int = 64
    ) -> (Mailbox, MailboxMemory) {
        mailboxes.withLock { registry in
            let memory = MailboxMemory(
                preparing: address, doorbell: self.address, identifier: registry.nextIdentifier)
            registry.nextIdentifier += 1
            let mailbox = Mailbox(memory, in: storage, leastSpin: leastSpin, isTrusted: space == nil)
            registry.entries[memory.identifier] = Entry(mailbox: mailbox, memory: memory)
            return (mailbox, memory)
        }
    }

    /// Forgets a mailbox whose server has ended, and so no longer rings.
    func retire(_ identifier: UInt) {
        answer()
        // Dropped outside of the lock, since the memory may go with it.
        let retired = mailboxes.withLock { registry in
            registry.departing.remove(identifier)
            return registry.entries.removeValue(forKey: identifier)
        }
        _ = consume retired
    }

    /// Forgets the mailbox of a child whose end was reported, but not before the kernel has marked that the child no
    /// longer uses the memory.
    func retire(_ identifier: UInt, onceLeft memory: MailboxMemory) {
        // What a process with memory of its own says there need not be so, and nothing of ours depends on it.
        guard space == nil, memory.mayBeServed else { return retire(identifier) }
        watch(identifier) { self.retire(identifier) }
    }

    /// Runs `action` once the child with this mailbox has left our memory, or now if the mailbox is retired.
    func watch(_ identifier: UInt, _ action: @escaping @Sendable () -> Void) {
        let isRetired = mailboxes.withLock { registry in
            guard registry.entries[identifier] != nil else { return true }
            registry.entries[identifier]?.atDeparture = action
            registry.departing.insert(identifier)
            return false
        }
        if isRetired { action() }
    }

    /// Stops watching the child.
    func unwatch(_ identifier: UInt) {
        mailboxes.withLock { registry in
            registry.entries[identifier]?.atDeparture = nil
            registry.departing.remove(identifier)
        }
    }

    /// Makes processes that ring stop writing to a descriptor, whose number may be another file's.
    func ringsNoDescriptor() { page.bell.pointee.descriptor = 0 }

    /// Whether there are mailboxes whose calls it ends.
    var isUsed: Bool { mailboxes.withLock { !$0.entries.isEmpty } }

    /// Ends the calls that have rung, on this thread.
    func answerNow() {
        answer()
    }

    /// The word the bell sleeps on: 0 written there and a futex wake is a ring.
    var word: FutexWord {
        FutexWord(UnsafeMutableRawPointer(page.bell).assumingMemoryBound(to: UInt32.self))
    }

    /// The address that ``word`` has in the processes that ring.
    var address: UInt { UInt(bitPattern: page.bell) &+ (space?.shift ?? 0) }

    private func answerForever() {
        while true {
            word.store(1)
            // Only after that store: a ring from here on finds the word at 1, so none is slept through.
            if !answer() {
                word.sleep(while: 1, atMost: awaitsSilentDeparture ? Self.pause : nil)
            }
        }
    }

    /// For how many nanoseconds the bell sleeps while a child may leave our memory without a ring.
    private static let pause: Int64 = 500_000

    private var awaitsSilentDeparture: Bool {
        mailboxes.withLock { registry in
            registry.departing.contains { registry.entries[$0]?.memory.leavesWithoutRing == true }
        }
    }

    /// Ends the calls of every mailbox on the ready list; returns `false` if there was nothing to do.
    @discardableResult
    private func answer() -> Bool {
        let (ready, departed) = mailboxes.withLock { registry in
            (
                space == nil ? takeReady(registry) : registry.entries.values.map(\.mailbox),
                takeDepartures(&registry)
            )
        }
        for mailbox in ready { mailbox.drain() }
        for action in departed { action() }
        return !ready.isEmpty || !departed.isEmpty
    }

    /// Takes the mailboxes off the list of those that are ready. The list is our own: one that other processes write is
    /// not followed.
    private func takeReady(_ registry: Registry) -> [Mailbox] {
        var ready: [Mailbox] = []
        var next = takeReadyList()
        while let mailbox = next {
            next = mailbox.pointee.next
            FutexWord(UnsafeMutableRawPointer(mailbox).assumingMemoryBound(to: UInt32.self) + 1).store(0)
            if let client = registry.entries[mailbox.pointee.identifier] { ready.append(client.mailbox) }
        }
        return ready
    }

    private func takeDepartures(_ registry: inout Registry) -> [@Sendable () -> Void] {
        var actions: [@Sendable () -> Void] = []
        for identifier in registry.departing
        where registry.entries[identifier]?.memory.hasLeftItsMemory == true {
            if let action = registry.entries[identifier]?.atDeparture { actions.append(action) }
            registry.entries[identifier]?.atDeparture = nil
            registry.departing.remove(identifier)
        }
        return actions
    }

    private func takeReadyList() -> UnsafeMutablePointer<rsyscall_mailbox>? {
        let head = (UnsafeMutableRawPointer(page.bell) + MemoryLayout<UInt64>.size)
            .assumingMemoryBound(to: Atomic<UInt>.self)
        return UnsafeMutablePointer(bitPattern: head.pointee.exchange(0, ordering: .sequentiallyConsistent))
    }
}

extension Doorbell {
    /// Whether our memory can be dumped and traced, for children whose change of credentials clears that.
    ///
    /// They restore it, since otherwise an ordinary user could not write the maps of a child's user namespace.
    var isDumpable: Bool {
        get { dumpable.value == 1 }
        set { dumpable.store(newValue ? 1 : 0) }
    }

    /// Asks the kernel whether our memory can be dumped and traced, and notes the answer.
    func noteWhetherDumpable() {
        isDumpable = rsyscall_instruction(Int(__NR_prctl), UInt(PR_GET_DUMPABLE), 0, 0, 0, 0, 0) == 1
    }

    private var dumpable: FutexWord {
        FutexWord(UnsafeMutableRawPointer(page.bell).assumingMemoryBound(to: UInt32.self) + 1)
    }
}
