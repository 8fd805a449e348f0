import Glibc

/// Runs Swift's jobs on the main thread.
///
/// The runtime's own threads look themselves up in `/proc`, by numbers that need not be those of this
/// `/proc`, and end the process if they find nothing. This executor also does without their descriptors.
final class MainThreadExecutor: TaskExecutor {
    static let shared = MainThreadExecutor()

    private let arrived = Arrived()

    private init() {}

    func enqueue(_ job: consuming ExecutorJob) { arrived.append(UnownedJob(job)) }

    /// Runs `body`, and all that comes of it, until the process ends.
    func run(_ body: @escaping @Sendable () async -> Void) -> Never {
        Task.detached(executorPreference: self) { await body() }
        while true { arrived.removeFirst().runSynchronously(on: asUnownedTaskExecutor()) }
    }

    /// The jobs that have come and are not taken yet.
    private struct Arrived: @unchecked Sendable {
        // Sound because the jobs are only touched with the lock held, and nothing here is freed.
        private let jobs = UnsafeMutablePointer<[UnownedJob]>.allocate(capacity: 1)
        private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        private let isThere = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

        init() {
            jobs.initialize(to: [])
            // Not Mutex, whose locking ThreadSanitizer does not see.
            pthread_mutex_init(lock, nil)
            pthread_cond_init(isThere, nil)
        }

        func append(_ job: UnownedJob) {
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
            jobs.pointee.append(job)
            pthread_cond_signal(isThere)
        }

        /// Waits for a job.
        func removeFirst() -> UnownedJob {
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
            while jobs.pointee.isEmpty { pthread_cond_wait(isThere, lock) }
            return jobs.pointee.removeFirst()
        }
    }
}
