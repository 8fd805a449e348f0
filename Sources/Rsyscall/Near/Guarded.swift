import Synchronization

#if RSYSCALL_TSAN
    import Glibc

    /// A value behind a lock that ThreadSanitizer sees.
    ///
    /// It sees no locking inside the standard library's `Mutex`, and would report every access as a race.
    @usableFromInline
    struct Guarded<Value: ~Copyable>: ~Copyable, @unchecked Sendable {
        // Sound because the value is only touched with the lock held.
        private let lock: UnsafeMutablePointer<pthread_mutex_t>
        private let value: UnsafeMutablePointer<Value>

        init(_ value: consuming sending Value) {
            lock = .allocate(capacity: 1)
            pthread_mutex_init(lock, nil)
            self.value = .allocate(capacity: 1)
            self.value.initialize(to: value)
        }

        deinit {
            value.deinitialize(count: 1)
            value.deallocate()
            pthread_mutex_destroy(lock)
            lock.deallocate()
        }

        func withLock<Result: ~Copyable, Failure: Error>(
            _ body: (inout sending Value) throws(Failure) -> sending Result
        ) throws(Failure) -> sending Result {
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
            return try body(&value.pointee)
        }
    }
#else
    /// A value behind a lock.
    @usableFromInline
    typealias Guarded<Value: ~Copyable> = Mutex<Value>
#endif
