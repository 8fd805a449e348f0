import CRsyscall
import Synchronization

extension Doorbell {
    /// Runs `body`, and looks for ended calls from time to time, in case their server can't ring.
    func answering<Result: ~Copyable>(
        _ body: () async throws(Hangup) -> Result
    ) async throws(Hangup) -> Result {
        let listener = Task.detached { [self] in
            var pause = Duration.microseconds(100)
            while !Task.isCancelled {
                // If it is canceled while it sleeps, it checks once more.
                try? await Task.sleep(for: pause)
                answerNow()
                pause = min(pause * 2, .milliseconds(8))
            }
        }
        defer { listener.cancel() }
        return try await body()
    }
}

// A child whose filter refuses futex(2) cannot wake the thread that sleeps on the doorbell. Then we look ourselves.
extension MailboxConnection {
    /// Makes the server make `step`, and answers the doorbell periodically until the call has ended.
    func callListening(
        _ step: Step, _ patience: Mailbox.Patience, in namespaces: ProcessNamespaces? = nil,
        _ next: ProcessNamespaces? = nil
    ) async throws(Hangup) -> Int? {
        let result = try await doorbell.answering { () async throws(Hangup) in
            try await mailbox.call(step, patience, in: namespaces, next)
        }
        if let result, result >= 0, step.effects.contains(.installsFilter) { findOutWhetherMute() }
        return result
    }

    /// Assumes that the child can't wake us until it has done so once.
    ///
    /// Nothing waits for that, since the filter may leave it to our caller to allow the call; see `seccomp_unotify(2)`.
    func findOutWhetherMute() {
        filter = .mute
        let wake =
            sharedMemory?.ring
            ?? Step(.futex, (UInt(bitPattern: memory.address), UInt(FUTEX_WAKE), 1, 0, 0, 0))
        Task.detached { [self] in
            if let woken = try? await callListening(wake, .endsSoon), woken >= 0 {
                filter = .present
            }
        }
    }
}
