import CRsyscall
import func Glibc.getpid
import SystemPackage

/// Reports when descriptors of our own table become readable, as a pidfd does when its process ends.
///
/// It starts with the first descriptor that is watched, and begins anew if its epoll instance is closed by others.
final class ReadinessMonitor: Sendable {
    typealias Handler = @Sendable (Result<Void, SyscallError>) -> Void

    private let table: DescriptorTable
    private let watches = Watches()
    private let current = Guarded<EpollThread?>(nil)

    init(_ table: DescriptorTable) {
        self.table = table
    }

    /// A descriptor that is watched.
    struct Key: Sendable {
        fileprivate let epoll: EpollThread
        fileprivate let number: UInt64
    }

    /// Runs `handler` once on the monitor's thread: when the descriptor is readable or at its end, or with the error if
    /// it can't be watched any more.
    ///
    /// - Throws: ``SyscallError`` if the kernel watches no more.
    func watch(_ descriptor: FileDescriptorNumber, _ handler: @escaping Handler) throws(SyscallError) -> Key {
        let epoll = try running()
        do {
            return Key(epoll: epoll, number: try epoll.watch(descriptor, handler))
        } catch  where error.errno == .badFileDescriptor || error.errno == .invalidArgument {
            // Either of the two numbers may be meant: others may also have given ours to another file.
            current.withLock { if $0 === epoll { $0 = nil } }
            let epoll = try running()
            return Key(epoll: epoll, number: try epoll.watch(descriptor, handler))
        }
    }

    /// Forgets the handler.
    ///
    /// - Returns: `false` if it has run, or is about to.
    @discardableResult
    func unwatch(_ key: Key) -> Bool { watches.take(key.number) != nil }

    /// Forgets the handler, and has the kernel watch the descriptor no more, so that it wakes no thread.
    ///
    /// - Returns: `false` if the handler has run, or is about to.
    func remove(_ key: Key, _ descriptor: FileDescriptorNumber) -> Bool {
        key.epoll.remove(key.number, descriptor)
    }

    /// Whether nothing is watched.
    var isIdle: Bool { watches.isEmpty }

    private func running() throws(SyscallError) -> EpollThread {
        let result: Result<EpollThread, SyscallError> = current.withLock { current in
            if let current, !current.hasFailed { return .success(current) }
            do throws(SyscallError) {
                let started = try EpollThread(in: table, watches)
                current = started
                return .success(started)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

extension ReadinessMonitor {
    /// Waits until the descriptor is readable or at its end.
    ///
    /// - Throws: `CancellationError` if the Swift task is cancelled before that, or ``SyscallError`` of
    ///   `epoll_ctl(2)`.
    func readable(_ descriptor: FileDescriptorNumber) async throws {
        let wait = Wait()
        let key = try watch(descriptor) { wait.end($0.mapError { $0 }) }
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
