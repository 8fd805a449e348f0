import CRsyscall
import Glibc

/// A thread of our process that serves a mailbox.
final class ServerThread: Sendable {
    let mailbox: Mailbox
    private let memory: MailboxMemory
    private let doorbell: Doorbell
    private let thread: ServiceThread

    /// Starts a server whose slow calls ring `doorbell`.
    init(_ doorbell: Doorbell) throws {
        let storage = UnsafeMutableRawPointer.allocate(byteCount: MailboxMemory.byteCount, alignment: 64)
        storage.initializeMemory(as: UInt8.self, repeating: 0, count: MailboxMemory.byteCount)
        let (mailbox, memory) = doorbell.makeMailbox(at: storage)
        do {
            thread = try ServiceThread.start(stackSize: 64 << 10) { rsyscall_serve(memory.address) }
        } catch {
            doorbell.retire(memory.identifier)
            storage.deallocate()
            throw error
        }
        self.mailbox = mailbox
        self.memory = memory
        self.doorbell = doorbell
    }

    /// Ends the thread; it must be idle.
    deinit {
        mailbox.post(SyscallRequest(number: Int(RSYSCALL_NUMBER_STOP), scope: .thread))
        thread.join()
        doorbell.retire(memory.identifier)
        UnsafeMutableRawPointer(memory.address).deallocate()
    }
}
