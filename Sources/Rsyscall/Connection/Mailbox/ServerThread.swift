import CRsyscall
import Glibc

/// A thread of our process that serves a mailbox.
final class ServerThread: Sendable {
    let mailbox: Mailbox
    private let identifier: UInt
    private let doorbell: Doorbell
    private let thread: ServiceThread
    private let life: ThreadLife?

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
    init(_ doorbell: Doorbell, life: ThreadLife? = nil) throws {
        let storage = Storage()
        let (mailbox, memory) = doorbell.makeMailbox(at: storage.bytes, in: storage)
        do {
            thread = try ServiceThread.start(stackSize: 64 << 10) {
                life?.mark()
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

    /// Ends the thread; it must be idle.
    deinit {
        mailbox.post(Step(command: RSYSCALL_NUMBER_STOP))
        thread.join()
        doorbell.retire(identifier)
    }
}
