import Glibc
import SystemPackage

/// The threads that `LinuxProcess.local` starts for its own use.
enum OwnThreads {
    /// One that makes calls, one that waits for descriptors, one that answers children, one that waits for signals; and
    /// the child, which counts too.
    private static let count = 5

    /// Starts that many and ends them again, since the library, which has no caller to throw to, would end us with a
    /// fatal error.
    ///
    /// - Throws: ``Failure`` if the kernel refuses one; see `pthread_create(3)`.
    static func check() throws(Failure) {
        let refusal = refusal()
        if refusal != 0 { throw Failure("no thread for our own use: \(Errno(rawValue: refusal))") }
    }

    private static func refusal() -> CInt {
        // All of them wait for this one, so that they are there at the same time.
        let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        defer { lock.deallocate() }
        pthread_mutex_init(lock, nil)
        pthread_mutex_lock(lock)
        var threads: [pthread_t] = []
        var refusal: CInt = 0
        while threads.count < count, refusal == 0 {
            var thread = pthread_t()
            refusal = pthread_create(
                &thread, nil,
                { argument in
                    guard let lock = argument?.assumingMemoryBound(to: pthread_mutex_t.self) else {
                        return nil
                    }
                    pthread_mutex_lock(lock)
                    pthread_mutex_unlock(lock)
                    return nil
                }, UnsafeMutableRawPointer(lock))
            if refusal == 0 { threads.append(thread) }
        }
        pthread_mutex_unlock(lock)
        for thread in threads { pthread_join(thread, nil) }
        return refusal
    }
}
