import Glibc
import SystemPackage

/// A thread of our own, beside Swift's: it may block, and it takes no signals.
struct ServiceThread: @unchecked Sendable {
    // Sound because a pthread_t is a name, good on every thread until it is joined.
    private let thread: pthread_t

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Runs `body` on a new thread with every signal blocked and at least `stackSize` bytes of stack.
    ///
    /// Its resources are freed once it has ended and was joined or detached.
    ///
    /// - Throws: ``SyscallError`` if the system has no more threads.
    static func start(
        stackSize: Int = 256 << 10, _ body: @escaping @Sendable () -> Void
    ) throws(SyscallError) -> ServiceThread {
        // A thread inherits its creator's mask. If it blocked the signals itself, one could come before.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

        var thread = pthread_t()
        // The thread takes the reference over: released once, by its first statement.
        let boxed = Unmanaged.passRetained(Body(body))
        var stackSize = stackSize
        var failure = create(&thread, stackSize, boxed)
        // The thread-local variables of libraries are placed on the stack, and may not fit.
        while failure == EINVAL, stackSize < largestStack {
            stackSize *= 2
            failure = create(&thread, stackSize, boxed)
        }
        guard failure == 0 else {
            boxed.release()
            throw SyscallError(
                errno: Errno(rawValue: failure), call: "pthread_create", process: ProcessID(getpid()))
        }
        return ServiceThread(thread: thread)
    }

    private static let largestStack = 64 << 20

    private static func create(
        _ thread: inout pthread_t, _ stackSize: Int, _ body: Unmanaged<Body>
    ) -> CInt {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, stackSize)
        defer { pthread_attr_destroy(&attributes) }
        return pthread_create(
            &thread, &attributes,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
    }

    /// Waits until the thread has ended.
    func join() {
        pthread_join(thread, nil)
    }

    /// Gives up waiting for the thread, which frees its resources when it ends.
    func detach() {
        pthread_detach(thread)
    }
}
