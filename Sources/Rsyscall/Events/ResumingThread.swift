/// Runs a task on the thread that resumes it: for one that never keeps a thread for long, and whose own switch of threads
/// would come before that of the tasks that wait for it.
final class ResumingThread: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        UnownedJob(job).runSynchronously(on: asUnownedTaskExecutor())
    }
}
