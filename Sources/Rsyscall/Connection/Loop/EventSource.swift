import CRsyscall
import Synchronization
import SystemPackage

/// A descriptor, and the Swift tasks that wait for it: one to read, one to write, and one for the other end to hang up.
///
/// A task notes the moment, makes its call, and waits if that is refused with `EAGAIN`. If an edge has come since that
/// moment, whether or not another task has seen it, the task tries again at once. A wait may also end without reason,
/// so every wait is followed by another try.
final class EventSource: Sendable {
    let number: FileDescriptorNumber
    private let place: Place
    private let isShared: Bool
    private let state = Guarded(State())

    /// The source of the events.
    private enum Place {
        /// The loop, whose table has the descriptor.
        case loop(EventLoop)
        /// The epoll instance of the descriptor's table, in which the source is registered.
        case nested(any NestedEpoll, UInt64)
    }

    private struct State {
        var reader: UnsafeContinuation<Void, Never>?
        var writer: UnsafeContinuation<Void, Never>?
        var watcher: UnsafeContinuation<Void, Never>?
        var key: EventLoop.Key?
        var watchesWriting = false

        /// The task that waits.
        subscript(direction: Direction) -> UnsafeContinuation<Void, Never>? {
            get {
                switch direction {
                case .reading: reader
                case .writing: writer
                case .hangup: watcher
                }
            }
            set {
                switch direction {
                case .reading: reader = newValue
                case .writing: writer = newValue
                case .hangup: watcher = newValue
                }
            }
        }
    }

    /// The edges that have come, which are counted under the lock.
    private let edges = Edges()

    /// A moment in the life of a source.
    struct Moment {
        fileprivate let edges: UInt64
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

    /// Creates the source of a descriptor in the loop's own table.
    ///
    /// - Parameter isShared: Whether another process makes the calls on it, which shares the table.
    init(_ number: FileDescriptorNumber, _ loop: EventLoop, isShared: Bool) {
        self.number = number
        self.isShared = isShared
        place = .loop(loop)
        if isShared { loop.noteShared(self) }
    }

    /// Creates the source that `epoll` knows by `key`.
    init(_ number: FileDescriptorNumber, _ epoll: any NestedEpoll, _ key: UInt64) {
        self.number = number
        isShared = false
        place = .nested(epoll, key)
    }

    /// Makes the loop stop watching the descriptor. Call it before the descriptor is closed: after that, the number may
    /// have another owner, which would then wait in vain.
    func stop() {
        switch place {
        case .loop(let loop):
            if let key = state.withLock({ $0.key.take() }) { loop.remove(key, number) }
            if isShared { loop.forgetShared(self) }
        case .nested(let epoll, let key): epoll.remove(key)
        }
    }

    /// Notes the events and resumes those that wait for them. Called on the loop's thread.
    func signal(_ events: UInt32) {
        let end = UInt32(RSYSCALL_EPOLLERR) | UInt32(RSYSCALL_EPOLLHUP)
        let forReading = events & (UInt32(RSYSCALL_EPOLLIN) | UInt32(RSYSCALL_EPOLLRDHUP) | end) != 0
        let forWriting = events & (UInt32(RSYSCALL_EPOLLOUT) | end) != 0
        let forHangup = events & (UInt32(RSYSCALL_EPOLLRDHUP) | end) != 0
        let waiters = state.withLock { state in
            let reader = forReading ? take(.reading, &state) : nil
            let writer = forWriting ? take(.writing, &state) : nil
            return (reader, writer, forHangup ? take(.hangup, &state) : nil)
        }
        waiters.0?.resume()
        waiters.1?.resume()
        waiters.2?.resume()
    }

    /// Notes an edge.
    ///
    /// - Returns: The task that waits for it.
    private func take(_ direction: Direction, _ state: inout State) -> UnsafeContinuation<Void, Never>? {
        edges.add(direction)
        return state[direction].take()
    }

    /// Returns the present moment.
    func moment(of direction: Direction) -> Moment { Moment(edges: edges.count(of: direction)) }

    /// Whether a task waits.
    func isAwaited(for direction: Direction) -> Bool { state.withLock { $0[direction] != nil } }

    /// Waits for an edge that comes after `moment`.
    ///
    /// - Returns: `false`, and nothing was waited for, if another task waits to do the same.
    /// - Throws: `CancellationError`, and no edge is lost; or ``SyscallError`` of `epoll_ctl(2)`.
    func wait(for direction: Direction, after moment: Moment) async throws -> Bool {
        try watch(direction)
        if isAwaited(for: direction) { return false }
        await withTaskCancellationHandler {
            await withUnsafeContinuation { waiter in
                let isOver = state.withLock { state in
                    // The handler below may have run, and found no waiter.
                    if Task.isCancelled || edges.count(of: direction) != moment.edges
                        || state[direction] != nil
                    {
                        return true
                    }
                    state[direction] = waiter
                    return false
                }
                if isOver { waiter.resume() }
            }
        } onCancel: {
            // The wait of another task may have begun in the meantime: it ends without reason.
            let waiter = state.withLock { $0[direction].take() }
            waiter?.resume()
        }
        try Task.checkCancellation()
        return true
    }

    /// Makes the loop watch the descriptor unless it already does.
    private func watch(_ direction: Direction) throws {
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

/// How many edges of each kind have come.
private struct Edges: ~Copyable, Sendable {
    private let reading = Atomic<UInt64>(0)
    private let writing = Atomic<UInt64>(0)
    private let hangup = Atomic<UInt64>(0)

    func count(of direction: EventSource.Direction) -> UInt64 {
        switch direction {
        case .reading: reading.load(ordering: .acquiring)
        case .writing: writing.load(ordering: .acquiring)
        case .hangup: hangup.load(ordering: .acquiring)
        }
    }

    func add(_ direction: EventSource.Direction) {
        switch direction {
        case .reading: reading.add(1, ordering: .releasing)
        case .writing: writing.add(1, ordering: .releasing)
        case .hangup: hangup.add(1, ordering: .releasing)
        }
    }
}

/// A source that the loop does not keep alive.
struct WeakSource: Sendable {
    private(set) weak var source: EventSource?

    init(_ source: EventSource) { self.source = source }
}
