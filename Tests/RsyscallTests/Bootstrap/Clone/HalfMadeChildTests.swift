import Foundation
import Testing

@testable import Rsyscall

/// A child that exists while the task that makes it cannot go on, since its thread is taken.
@Suite struct HalfMadeChildTests {
    @Test func `clone gives a half-made child no descriptor of ours that EOF waits for`() async {
        await #expect(processExitsWith: .success) {
            let executor = HeldExecutor()
            // Where the call ends on the spot, its task goes on at once, and there is nothing to see.
            while !executor.hasHeld {
                let pipe = Pipe()
                let reader = pipe.fileHandleForReading
                // All above the last that is its own is not even copied.
                let above = try await LinuxProcess.local.memfd_create("above")
                executor.hold {
                    try? pipe.fileHandleForWriting.close()
                    var end = pollfd(fd: reader.fileDescriptor, events: 0, revents: 0)
                    guard poll(&end, 1, 30_000) == 1 else { exit(2) }
                }
                try await Task(executorPreference: executor) {
                    let child = try await LinuxProcess.local.clone()
                    executor.hold(nil)
                    _ = try await child.killAndWait()
                }.value
                try await above.close()
            }
        }
    }
}

/// Runs the jobs of a process that has no children, and where one is about to run while there is a child, holds
/// it until something else was done.
private final class HeldExecutor: TaskExecutor {
    private let state = Guarded(State())
    private let arrived = DispatchSemaphore(value: 0)

    private struct State {
        var jobs: [UnownedJob] = []
        var action: (@Sendable () -> Void)?
        var hasHeld = false
    }

    init() {
        Thread { [self] in
            while true {
                arrived.wait()
                let (job, action) = state.withLock { ($0.jobs.removeFirst(), $0.action) }
                if let action, hasChild {
                    action()
                    state.withLock { ($0.action, $0.hasHeld) = (nil, true) }
                }
                job.runSynchronously(on: asUnownedTaskExecutor())
            }
        }.start()
    }

    var hasHeld: Bool { state.withLock { $0.hasHeld } }

    func hold(_ action: (@Sendable () -> Void)?) { state.withLock { $0.action = action } }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
        arrived.signal()
    }

    private var hasChild: Bool {
        var info = siginfo_t()
        let events: WaitOptions = [.exited, .nohang, .nowait, .all]
        return waitid(P_ALL, 0, &info, events.rawValue) == 0
    }
}
