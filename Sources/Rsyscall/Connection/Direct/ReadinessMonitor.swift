import CRsyscall
import func Glibc.getpid
import Synchronization
import SystemPackage

/// Reports when descriptors of our own threads' table become readable, as a pidfd does when its process ends: one
/// thread that waits for all of them.
final class ReadinessMonitor: Sendable {
    private let epoll: CInt
    private let watched = Guarded(Watched())

    private struct Watched {
        var next: UInt64 = 1
        var handlers: [UInt64: @Sendable () -> Void] = [:]
    }

    private static let batch = 64

    init() throws {
        let descriptor = rsyscall_instruction(Int(__NR_epoll_create1), UInt(O_CLOEXEC), 0, 0, 0, 0, 0)
        guard descriptor >= 0 else {
            throw SyscallError(
                errno: Errno(rawValue: CInt(-descriptor)), call: "epoll_create1", process: ProcessID(getpid())
            )
        }
        epoll = CInt(descriptor)
        try ServiceThread.start { [self] in watchForever() }
    }

    /// Runs `handler` once on the monitor's thread, when the descriptor is readable or at its end.
    ///
    /// - Returns: The key to unwatch it by, or `nil` if the kernel watches no more.
    func watch(_ descriptor: FileDescriptorNumber, _ handler: @escaping @Sendable () -> Void) -> UInt64? {
        let key = watched.withLock { watched in
            watched.next += 1
            watched.handlers[watched.next] = handler
            return watched.next
        }
        var result = control(EPOLL_CTL_ADD, descriptor, Self.once, key)
        if result == -Int(EEXIST) {
            // There from an earlier watch, which is over.
            result = control(EPOLL_CTL_MOD, descriptor, Self.once, key)
        }
        guard result == 0 else {
            unwatch(key)
            return nil
        }
        return key
    }

    /// Forgets the handler.
    ///
    /// - Returns: `false` if it has run, or is about to.
    @discardableResult
    func unwatch(_ key: UInt64) -> Bool {
        watched.withLock { $0.handlers.removeValue(forKey: key) != nil }
    }

    /// Whether nothing is watched.
    var isIdle: Bool { watched.withLock { $0.handlers.isEmpty } }

    /// Forgets the handler, and has the kernel watch the descriptor no more, so that it wakes no thread.
    ///
    /// - Returns: False if the handler has run, or is about to.
    func remove(_ key: UInt64, _ descriptor: FileDescriptorNumber) -> Bool {
        guard unwatch(key) else { return false }
        _ = control(EPOLL_CTL_DEL, descriptor, 0, key)
        return true
    }

    private static let once = UInt32(RSYSCALL_EPOLLIN) | UInt32(RSYSCALL_EPOLLONESHOT)

    private func control(
        _ operation: CInt, _ descriptor: FileDescriptorNumber, _ events: UInt32, _ key: UInt64
    ) -> Int {
        var event = rsyscall_epoll_event()
        event.events = events
        event.data = key
        return withUnsafeBytes(of: &event) { event in
            rsyscall_instruction(
                Int(__NR_epoll_ctl), UInt(epoll), UInt(operation),
                UInt(truncatingIfNeeded: descriptor.rawValue),
                UInt(bitPattern: event.baseAddress), 0, 0)
        }
    }

    private func watchForever() {
        let events = UnsafeMutablePointer<rsyscall_epoll_event>.allocate(capacity: Self.batch)
        while true {
            let count = rsyscall_instruction(
                Int(__NR_epoll_pwait), UInt(epoll), UInt(bitPattern: events), UInt(Self.batch),
                UInt(bitPattern: -1), 0, 0)
            guard count > 0 else { continue }
            for index in 0..<count {
                let key = events[index].data
                let handler = watched.withLock { $0.handlers.removeValue(forKey: key) }
                handler?()
            }
        }
    }
}

extension ReadinessMonitor {
    /// Waits until the descriptor is readable or at its end.
    ///
    /// - Throws: `CancellationError` if the Swift task is cancelled before that, or ``SyscallError`` with `ENOSPC`
    ///   if the kernel watches no more.
    func readable(_ descriptor: FileDescriptorNumber) async throws {
        let wait = Wait()
        guard let key = watch(descriptor, { wait.end(.success(())) }) else {
            throw SyscallError(errno: .noSpace, call: "epoll_ctl", process: ProcessID(getpid()))
        }
        do {
            try await withTaskCancellationHandler {
                try await withUnsafeThrowingContinuation { wait.begin($0) }
            } onCancel: {
                wait.end(.failure(CancellationError()))
            }
        } catch {
            unwatch(key)
            throw error
        }
    }

    /// A wait that ends once, for whichever reason comes first.
    private final class Wait: Sendable {
        private enum State {
            case new
            case waiting(UnsafeContinuation<Void, any Error>)
            case over(Result<Void, any Error>)
        }
        private let state = Guarded(State.new)

        func begin(_ waiter: UnsafeContinuation<Void, any Error>) {
            let outcome: Result<Void, any Error>? = state.withLock { state in
                if case .over(let outcome) = state { return outcome }
                state = .waiting(waiter)
                return nil
            }
            if let outcome { waiter.resume(with: outcome) }
        }

        func end(_ outcome: Result<Void, any Error>) {
            let waiter: UnsafeContinuation<Void, any Error>? = state.withLock { state in
                switch state {
                case .new: state = .over(outcome)
                case .waiting(let waiter):
                    state = .over(outcome)
                    return waiter
                case .over: break
                }
                return nil
            }
            waiter?.resume(with: outcome)
        }
    }
}
