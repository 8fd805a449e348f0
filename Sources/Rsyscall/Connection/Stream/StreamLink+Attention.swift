import CRsyscall
import Synchronization
import SystemPackage

extension StreamLink {
    /// What a thread does that waits at the stream itself, of which there is one at a time.
    enum Attention: UInt8, AtomicRepresentable {
        case none
        /// It sends, and then waits until the stream takes what it did not take at once.
        case sending
        case waiting
    }

    /// Runs `send`, then waits on this thread until `isDone` or until nothing happens for `nanoseconds`, which may be 0,
    /// unless another thread waits here: that one takes what comes for all. Then the loop listens.
    ///
    /// A thread that sleeps at the stream leaves its processor to the processes that make the calls, and is woken once.
    ///
    /// - Returns: What `send` returned.
    func attend(idleAtMost nanoseconds: Int64, _ send: () -> Bool, until isDone: () -> Bool) -> Bool {
        guard
            attention.compareExchange(expected: .none, desired: .sending, ordering: .sequentiallyConsistent)
                .exchanged
        else { return send() }
        let isSent = send()
        attention.store(.waiting, ordering: .sequentiallyConsistent)
        if isSent, nanoseconds > 0 { wait(idleAtMost: nanoseconds, until: isDone) }
        attention.store(.none, ordering: .sequentiallyConsistent)
        output.awaitRoom()
        // From here on, those whose calls are not answered sleep until the loop wakes them.
        if unanswered.load(ordering: .sequentiallyConsistent) > 0 { listen() } else { listenLater() }
        return isSent
    }

    private func wait(idleAtMost nanoseconds: Int64, until isDone: () -> Bool) {
        // The thread isn't to serve others for long, whose tasks may be waiting for a thread.
        for _ in 0..<Self.mostRounds {
            if isOver || isDone() { return }
            let ready = StreamReadiness(input, output.descriptor, isFull: output.isFull, atMost: nanoseconds)
            guard ready.takesMore || ready.hasMore else { return }
            if ready.takesMore { output.writeOn() }
            // Another thread that reads now may have begun before the answer came.
            if ready.hasMore, !look() { rsyscall_pause() }
        }
    }

    private static let mostRounds = 64

    /// Makes the loop report when something comes.
    func listen() {
        guard !listens.exchange(true, ordering: .sequentiallyConsistent) else { return }
        do {
            let watched = try loop.watch(input) { [weak self] result in self?.wake(result) }
            key.withLock { $0 = watched }
        } catch {
            fail("\(error)")
        }
    }

    /// Makes the loop listen once no answer has come for a moment: until then, those who wait for them do so here.
    private func listenLater() {
        guard !listens.load(ordering: .sequentiallyConsistent),
            !listensSoon.exchange(true, ordering: .relaxed)
        else { return }
        Task.detached { [weak self] in
            // The moment itself: a loop that listened earlier would be woken for every answer. Nothing cancels this task.
            try? await Task.sleep(for: .milliseconds(2))
            self?.listensSoon.store(false, ordering: .relaxed)
            self?.listen()
        }
    }

    private func wake(_ result: Result<Void, SyscallError>) {
        listens.store(false, ordering: .sequentiallyConsistent)
        if case .failure(let error) = result { return fail("\(error)") }
        // A thread that waits at the stream takes what has come, and makes the loop listen when it leaves.
        guard attention.load(ordering: .sequentiallyConsistent) == .none else { return }
        while !look() {
            // The other one reads once more before it stops.
            let former = reading.compareExchange(
                expected: 1, desired: 2, ordering: .sequentiallyConsistent
            ).original
            if former != 0 { break }
        }
        if !isOver { listen() }
    }
}

/// Which ends of a stream are ready.
private struct StreamReadiness {
    let hasMore: Bool
    let takesMore: Bool

    /// Sleeps until something can be read from `input`, or `output` takes more if that `isFull`, or the time is over.
    init(
        _ input: FileDescriptorNumber, _ output: FileDescriptorNumber, isFull: Bool,
        atMost nanoseconds: Int64
    ) {
        var files = (rsyscall_pollfd(), rsyscall_pollfd())
        files.0.fd = input.rawValue
        files.0.events = CShort(RSYSCALL_EPOLLIN)
        files.1.fd = output.rawValue
        files.1.events = CShort(RSYSCALL_EPOLLOUT)
        // Less than a second.
        var time: (Int, Int) = (0, Int(nanoseconds))
        _ = withUnsafeMutableBytes(of: &files) { files in
            withUnsafeMutableBytes(of: &time) { time in
                let count: UInt = isFull ? 2 : 1
                let limit = UInt(bitPattern: time.baseAddress)
                return Step(.ppoll, (UInt(bitPattern: files.baseAddress), count, limit, 0, 0, 0)).made()
            }
        }
        (hasMore, takesMore) = (files.0.revents != 0, files.1.revents != 0)
    }
}
