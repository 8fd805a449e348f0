/// Runs a task on the thread that resumes it, which saves a change of threads. The task must never keep a thread for long.
final class ResumingThread: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        UnownedJob(job).runSynchronously(on: asUnownedTaskExecutor())
    }
}
