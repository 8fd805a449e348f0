import CRsyscall
import Synchronization

/// Tells when descriptors of our own threads' table become readable, as a pidfd does when its process ends:
/// one thread that waits for all of them.
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
            throw ThreadCreationError(errno: CInt(-descriptor))
        }
        epoll = CInt(descriptor)
        try ServiceThread.start { [self] in watchForever() }
    }

    /// Runs `handler` once on the monitor's thread, when the descriptor is readable or at its end.
    ///
    /// - Returns: What to unwatch it by, or `nil` where the kernel watches no more.
    func watch(_ descriptor: FileDescriptorNumber, _ handler: @escaping @Sendable () -> Void) -> UInt64? {
        let key = watched.withLock { watched in
            watched.next += 1
            watched.handlers[watched.next] = handler
            return watched.next
        }
        var event = rsyscall_epoll_event()
        event.events = UInt32(RSYSCALL_EPOLLIN) | UInt32(RSYSCALL_EPOLLONESHOT)
        event.data = key
        let result = withUnsafeBytes(of: &event) { event in
            let added = control(EPOLL_CTL_ADD, descriptor, event)
            // There from an earlier watch, which is over.
            return added == -Int(EEXIST) ? control(EPOLL_CTL_MOD, descriptor, event) : added
        }
        guard result == 0 else {
            unwatch(key)
            return nil
        }
        return key
    }

    /// Forgets the handler.
    ///
    /// - Returns: False where it has run, or is about to.
    @discardableResult
    func unwatch(_ key: UInt64) -> Bool {
        watched.withLock { $0.handlers.removeValue(forKey: key) != nil }
    }

    /// Whether nobody waits for anything.
    var isIdle: Bool { watched.withLock { $0.handlers.isEmpty } }

    private func control(
        _ operation: CInt, _ descriptor: FileDescriptorNumber, _ event: UnsafeRawBufferPointer
    ) -> Int {
        rsyscall_instruction(
            Int(__NR_epoll_ctl), UInt(epoll), UInt(operation), descriptor.register,
            UInt(bitPattern: event.baseAddress), 0, 0)
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
    /// - Throws: `CancellationError` where the Swift task is cancelled before that, ``ReadinessRefused``
    ///   where the kernel watches no more.
    func readable(_ descriptor: FileDescriptorNumber) async throws {
        let wait = Wait()
        guard let key = watch(descriptor, { wait.end(.success(())) }) else { throw ReadinessRefused() }
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

/// The kernel watches no more descriptors for us; see `epoll_ctl(2)`.
public struct ReadinessRefused: Error, Hashable, CustomStringConvertible {
    /// One line for a person.
    public var description: String { "the kernel watches no more descriptors for this process" }
}
