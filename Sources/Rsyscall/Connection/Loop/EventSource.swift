import CRsyscall
import SystemPackage

/// A descriptor, and the Swift tasks that wait for it: one to read, one to write, and one for the other end to hang up.
///
/// A task makes its call first, and waits if that is refused with `EAGAIN`. An edge that comes between the two is kept,
/// and the task tries again. A wait may also end for nothing, so every wait is followed by another try.
final class EventSource: Sendable {
    let number: FileDescriptorNumber
    private let place: Place
    private let state = Guarded(State())

    /// What reports the events.
    private enum Place {
        /// The loop, whose table has the descriptor.
        case loop(EventLoop)
        /// The epoll instance of the descriptor's table, which has been told of the source.
        case nested(any NestedEpoll, UInt64)
    }

    private struct State {
        var reader = Side()
        var writer = Side()
        var hangup = Side()
        var key: EventLoop.Key?
        var watchesWriting = false

        subscript(direction: Direction) -> Side {
            get {
                switch direction {
                case .reading: reader
                case .writing: writer
                case .hangup: hangup
                }
            }
            set {
                switch direction {
                case .reading: reader = newValue
                case .writing: writer = newValue
                case .hangup: hangup = newValue
                }
            }
        }
    }

    private struct Side {
        var hasEdge = false
        var waiter: UnsafeContinuation<Void, Never>?

        /// Notes an edge.
        ///
        /// - Returns: The task that waits for it.
        mutating func signal() -> UnsafeContinuation<Void, Never>? {
            hasEdge = waiter == nil
            return waiter.take()
        }
    }

    /// What a task waits to do.
    enum Direction {
        /// Read, accept, or see the end.
        case reading
        /// Write, or see a connection made.
        case writing
        /// See that the other end hangs up.
        case hangup
    }

    init(_ number: FileDescriptorNumber, _ loop: EventLoop) {
        self.number = number
        place = .loop(loop)
    }

    /// Creates the source that `epoll` knows by `key`.
    init(_ number: FileDescriptorNumber, _ epoll: any NestedEpoll, _ key: UInt64) {
        self.number = number
        place = .nested(epoll, key)
    }

    /// Has the loop watch the descriptor no more. This comes before it is closed, since after that the number may be
    /// another's, who would then wait in vain.
    func stop() {
        switch place {
        case .loop(let loop): if let key = state.withLock({ $0.key.take() }) { loop.remove(key, number) }
        case .nested(let epoll, let key): epoll.remove(key)
        }
    }

    /// Notes the events and resumes those that wait for them. Called on the loop's thread.
    func signal(_ events: UInt32) {
        let end = UInt32(RSYSCALL_EPOLLERR) | UInt32(RSYSCALL_EPOLLHUP)
        let forReading = events & (UInt32(RSYSCALL_EPOLLIN) | UInt32(RSYSCALL_EPOLLRDHUP) | end) != 0
        let forWriting = events & (UInt32(RSYSCALL_EPOLLOUT) | end) != 0
        let forHangup = events & (UInt32(RSYSCALL_EPOLLRDHUP) | end) != 0
        let (reader, writer, hangup) = state.withLock { state in
            (
                forReading ? state.reader.signal() : nil, forWriting ? state.writer.signal() : nil,
                forHangup ? state.hangup.signal() : nil
            )
        }
        reader?.resume()
        writer?.resume()
        hangup?.resume()
    }

    /// Waits for an edge that came after the last wait.
    ///
    /// - Returns: `false`, and nothing was waited for, if another task waits to do the same.
    /// - Throws: `CancellationError`, and no edge is lost; or ``SyscallError`` of `epoll_ctl(2)`.
    func wait(for direction: Direction) async throws -> Bool {
        try watch(direction)
        let isTaken = state.withLock { $0[direction].waiter != nil }
        if isTaken { return false }
        await withTaskCancellationHandler {
            await withUnsafeContinuation { waiter in
                let isOver = state.withLock { state in
                    // The handler below may have run, and found nobody.
                    if Task.isCancelled || state[direction].hasEdge || state[direction].waiter != nil {
                        if !Task.isCancelled { state[direction].hasEdge = false }
                        return true
                    }
                    state[direction].waiter = waiter
                    return false
                }
                if isOver { waiter.resume() }
            }
        } onCancel: {
            // Another's wait may have begun meanwhile: it ends for nothing.
            let waiter = state.withLock { $0[direction].waiter.take() }
            waiter?.resume()
        }
        try Task.checkCancellation()
        return true
    }

    /// Has the loop watch the descriptor, if it does not yet.
    private func watch(_ direction: Direction) throws(SyscallError) {
        guard case .loop(let loop) = place else {
            if case .nested(let epoll, _) = place { try epoll.ensureWatched() }
            return
        }
        let result: Result<Void, SyscallError> = state.withLock { state in
            let writing = direction == .writing
            if let key = state.key, !loop.hasLost(key) {
                if state.watchesWriting || !writing { return .success(()) }
                loop.remove(key, number)
            }
            state.key = nil
            do throws(SyscallError) {
                state.watchesWriting = state.watchesWriting || writing
                state.key = try loop.watch(self, writing: state.watchesWriting)
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }
}

/// A source that the loop does not keep alive.
struct WeakSource: Sendable {
    private(set) weak var source: EventSource?

    init(_ source: EventSource) { self.source = source }
}
