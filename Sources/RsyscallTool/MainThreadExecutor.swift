import Glibc
import Synchronization

/// Runs Swift's jobs on the main thread.
///
/// The runtime's own threads look themselves up in `/proc`, by numbers that need not be those of this
/// `/proc`, and to find none is fatal to them. Nor has this need of their threads and descriptors.
final class MainThreadExecutor: TaskExecutor {
    static let shared = MainThreadExecutor()

    private let jobs = Mutex<[UnownedJob]>([])
    private let arrivals = Arrivals()

    private init() {}

    /// How many jobs have come that are not taken.
    private struct Arrivals: @unchecked Sendable {
        // Sound because a semaphore is made to be used by several threads, and this one is not freed.
        let count = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

        init() { sem_init(count, 0, 0) }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        sem_post(arrivals.count)
    }

    /// Runs `body`, and all that comes of it, until the process ends.
    func run(_ body: @escaping @Sendable () async -> Void) -> Never {
        Task.detached(executorPreference: self) { await body() }
        while true {
            // Interrupted, it waits again.
            guard sem_wait(arrivals.count) == 0 else { continue }
            jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }?.runSynchronously(
                on: asUnownedTaskExecutor())
        }
    }
}
