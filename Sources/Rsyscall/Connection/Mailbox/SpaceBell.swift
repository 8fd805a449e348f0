import CRsyscall
import Synchronization
import SystemPackage

/// The pipe or the socket through which the processes that share a space ring, which the loop watches.
///
/// It is a descriptor and not a word in shared memory, since a thread would have to sleep on each word.
final class SpaceBell: LoopListener {
    let number: FileDescriptorNumber
    private let loop: EventLoop
    private let doorbell: Doorbell
    private let key = Guarded<EventLoop.Key?>(nil)
    private let polls = Atomic<Bool>(false)

    /// Takes over `number`, our end of a pipe or a stream socket, which doesn't block.
    ///
    /// - Throws: ``SyscallError`` if the kernel refuses to watch it. `number` is closed then too.
    init(_ number: FileDescriptorNumber, _ loop: EventLoop, _ doorbell: Doorbell) throws(SyscallError) {
        self.number = number
        self.loop = loop
        self.doorbell = doorbell
        loop.table.reserve(number)
        let watched = try loop.watch(self)
        key.withLock { $0 = watched }
    }

    deinit {
        if let key = key.withLock({ $0.take() }) { loop.remove(key, number) }
        loop.table.release(number)
        _ = Step(.close, (number.register, 0, 0, 0, 0, 0)).made()
    }

    /// Ends the stream, if the bell is a socket. The kernel then kills the process at the other end.
    func hangUp() { _ = Step(.shutdown, (number.register, 2, 0, 0, 0, 0)).made() }

    func takeEvents() {
        let isLost = drain()
        doorbell.word.store(1)
        // Only after that store: a ring from here on finds the word at 1, so none is missed.
        doorbell.answerNow()
        if isLost {
            // The number may become another file's, which must not be written to.
            doorbell.ringsNoDescriptor()
            if let key = key.withLock({ $0.take() }) { loop.remove(key, number) }
            pollInstead()
        }
    }

    func wakeAll() {
        let watched = try? loop.watch(self)
        key.withLock { $0 = watched }
        takeEvents()
        if watched == nil { pollInstead() }
    }

    /// More than can be rung in the time that it takes to read it.
    private static let mostReads = 64

    /// Reads what was rung.
    ///
    /// - Returns: Whether no process has the other end any more, or one writes to it without end, which would keep the
    ///   loop from all else.
    private func drain() -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
            for _ in 0..<Self.mostReads {
                let count = Step(
                    .read,
                    (number.register, UInt(bitPattern: buffer.baseAddress), UInt(buffer.count), 0, 0, 0)
                ).made()
                if count <= 0 { return count == 0 }
            }
            return true
        }
    }

    /// Looks for answers from time to time, in case a process that has closed the other end is still there.
    private func pollInstead() {
        guard !polls.exchange(true, ordering: .relaxed) else { return }
        Task.detached { [weak self] in
            var pause = Duration.microseconds(100)
            while let doorbell = self?.doorbell, doorbell.isUsed {
                doorbell.answerNow()
                // Nothing cancels this task.
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, .milliseconds(8))
            }
        }
    }
}
