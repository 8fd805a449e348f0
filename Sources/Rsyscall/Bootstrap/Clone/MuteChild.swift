import CRsyscall
import Synchronization

// A child whose filter refuses futex(2) cannot wake who sleeps on the doorbell. Then we look ourselves.
extension ChildInterface {
    /// Whether the child may be mute after this call.
    static func installsFilter(_ request: SyscallRequest) -> Bool {
        request.number == Int(__NR_seccomp)
            || request.number == Int(__NR_prctl) && request.arguments.0 == UInt(PR_SET_SECCOMP)
    }

    /// Has `request` made, and answers the doorbell now and then until it is.
    func callListening(
        _ request: SyscallRequest, _ patience: Mailbox.Patience
    ) async throws(Hangup) -> Int {
        let listener = Task.detached { [doorbell] in
            var pause = Duration.microseconds(100)
            while !Task.isCancelled {
                // Cancelled in its sleep, it looks once more.
                try? await Task.sleep(for: pause)
                doorbell.answerNow()
                pause = min(pause * 2, .milliseconds(8))
            }
        }
        defer { listener.cancel() }
        let result = try await mailbox.call(request, patience)
        if result >= 0, Self.installsFilter(request) { findOutWhetherMute() }
        return result
    }

    /// Takes the child for mute until it has woken somebody.
    ///
    /// Nobody waits for that, since the filter may have our caller asked whether it is to be allowed.
    private func findOutWhetherMute() {
        isMute.store(true, ordering: .relaxed)
        let wake = SyscallRequest(
            number: Int(__NR_futex),
            arguments: (UInt(bitPattern: memory.address), UInt(FUTEX_WAKE), 1, 0, 0, 0), scope: .process)
        Task.detached { [self] in
            if let woken = try? await callListening(wake, .endsSoon), woken >= 0 {
                isMute.store(false, ordering: .relaxed)
            }
        }
    }
}
