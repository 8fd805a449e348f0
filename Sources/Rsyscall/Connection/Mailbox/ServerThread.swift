import CRsyscall
import Glibc

/// A thread of our process that serves a mailbox.
final class ServerThread: Sendable {
    private let mailbox: Mailbox
    private let identifier: UInt
    private let doorbell: Doorbell
    private let thread: ServiceThread
    private let life: ThreadLife

    /// The memory of the mailbox, which both the thread and its clients keep.
    private final class Storage: @unchecked Sendable {
        // Sound because nothing here changes the pointer, and the bytes are MailboxMemory's to share.
        let bytes: UnsafeMutableRawPointer

        init() {
            bytes = .allocate(byteCount: MailboxMemory.byteCount, alignment: 64)
            bytes.initializeMemory(as: UInt8.self, repeating: 0, count: MailboxMemory.byteCount)
        }

        deinit { bytes.deallocate() }
    }

    /// Starts a server whose slow calls ring `doorbell`, and whose end is seen by `life`.
    init(_ doorbell: Doorbell, life: ThreadLife) throws {
        try doorbell.start()
        let storage = Storage()
        let (mailbox, memory) = doorbell.makeMailbox(
            at: storage.bytes, in: storage, leastSpin: Self.leastSpin)
        do {
            thread = try ServiceThread.start(stackSize: 64 << 10) {
                life.mark()
                withExtendedLifetime(storage) { rsyscall_serve(memory.address) }
            }
        } catch {
            doorbell.retire(memory.identifier)
            throw error
        }
        self.life = life
        self.mailbox = mailbox
        self.identifier = memory.identifier
        self.doorbell = doorbell
    }

    /// About as long as it takes to wake the thread and create a child. If we slept in the meantime, waking us would
    /// take as long again. A single processor is better left to the thread.
    private static var leastSpin: Int { processorCount > 1 ? 5000 : 64 }

    /// The number of processors that this thread may run on, or 1 if they can't be counted.
    private static var processorCount: Int {
        var set = InlineArray<128, UInt64>(repeating: 0)
        let size = withUnsafeMutableBytes(of: &set) { set in
            rsyscall_instruction(
                Int(__NR_sched_getaffinity), 0, UInt(set.count), UInt(bitPattern: set.baseAddress), 0, 0, 0)
        }
        return size < 0 ? 1 : set.indices.reduce(0) { $0 + set[$1].nonzeroBitCount }
    }

    /// Ends the thread; it must be idle.
    deinit {
        // The stack of a thread that the kernel ended stays. Joining would give it to another thread, to which what
        // pthread_setspecific(3) kept there, and the ended thread did not delete, would be its own.
        if !isGone {
            mailbox.post(Step(command: RSYSCALL_NUMBER_STOP))
            thread.join()
        }
        doorbell.retire(identifier)
    }
}

extension ServerThread {
    /// Makes the thread make `step`, and waits for its result.
    func call(_ step: Step, _ patience: Mailbox.Patience) async throws(Hangup) -> Int {
        // A thread is never elsewhere, since all of ours are in the same namespaces.
        try await mailbox.call(step, patience) ?? Step.skipped
    }

    /// Makes the thread make `step`, and drops its result.
    func post(_ step: Step) { mailbox.post(step) }

    /// Whether the thread has ended before it was asked to, as a filter can make it.
    var isGone: Bool { life.isOver }

    /// Makes the thread make `step`, and checks periodically whether it still exists and has answered: the kernel
    /// reports the end of a thread to no other thread of the process, and a filter can keep it from waking others.
    func callWatching(_ step: Step, _ patience: Mailbox.Patience) async throws(Hangup) -> Int {
        let watcher = Task.detached { [doorbell, mailbox, life] in
            var pause = Duration.microseconds(100)
            while !Task.isCancelled {
                try? await Task.sleep(for: pause)
                doorbell.answerNow()
                if life.isOver { mailbox.hangUp() }
                pause = min(pause * 2, .milliseconds(8))
            }
        }
        defer { watcher.cancel() }
        return try await call(step, patience)
    }
}
