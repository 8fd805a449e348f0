import CRsyscall
import func Glibc.getpid
import Synchronization
import SystemPackage

/// An epoll instance of our own table, and the thread that waits on it.
final class EpollThread: Sendable {
    private let number: FileDescriptorNumber
    private let table: DescriptorTable
    private let watches: Watches
    private let failed = Atomic<Bool>(false)
    private let failure = Guarded<SyscallError?>(nil)

    /// Readiness for reading or writing, reported once.
    static func once(writing: Bool) -> UInt32 {
        UInt32(writing ? RSYSCALL_EPOLLOUT : RSYSCALL_EPOLLIN) | UInt32(RSYSCALL_EPOLLONESHOT)
    }

    /// The events that are reported of a source, each time that they happen.
    ///
    /// Readiness for writing only if asked for, since it is reported whenever the peer of a socket takes a message.
    static func edges(writing: Bool) -> UInt32 {
        let reading = UInt32(RSYSCALL_EPOLLIN) | UInt32(RSYSCALL_EPOLLRDHUP) | UInt32(RSYSCALL_EPOLLET)
        return writing ? reading | UInt32(RSYSCALL_EPOLLOUT) : reading
    }

    init(in table: DescriptorTable, _ watches: Watches) throws(SyscallError) {
        self.watches = watches
        let result = Step(.epoll_create1, (UInt(O_CLOEXEC), 0, 0, 0, 0, 0)).made()
        guard result >= 0 else { throw Self.refusal(of: .epoll_create1, result) }
        number = FileDescriptorNumber(CInt(result))
        self.table = table
        table.reserve(number)
        do {
            try ServiceThread.start { [self] in watchForever() }.detach()
        } catch {
            table.release(number)
            _ = Step(.close, (number.register, 0, 0, 0, 0, 0)).made()
            throw error
        }
    }

    /// Notifies `target` on this thread when one of `events` happens, or when the instance has failed.
    ///
    /// - Returns: The key to remove it by.
    func watch(
        _ descriptor: FileDescriptorNumber, _ events: UInt32, _ target: Watches.Target
    ) throws(SyscallError) -> UInt64 {
        let key = watches.add(target, by: self)
        var result = control(EPOLL_CTL_ADD, descriptor, events, key)
        if result == -Int(EEXIST) {
            // Left by an earlier watch, which has ended.
            result = control(EPOLL_CTL_MOD, descriptor, events, key)
        }
        guard result == 0 else {
            watches.take(key)
            throw lastingFailure ?? Self.refusal(of: .epoll_ctl, result)
        }
        // The thread may have ended all watches just before this one was added.
        if hasFailed, watches.take(key) != nil, let failure = failure.withLock({ $0 }) { throw failure }
        return key
    }

    /// Forgets the target, and stops watching the descriptor.
    ///
    /// - Returns: `false` if the target was forgotten before.
    func remove(_ key: UInt64, _ descriptor: FileDescriptorNumber) -> Bool {
        guard watches.take(key) != nil else { return false }
        _ = control(EPOLL_CTL_DEL, descriptor, 0, key)
        return true
    }

    /// Whether the instance is gone, so that its number may refer to another file.
    var hasFailed: Bool { failed.load(ordering: .relaxed) }

    /// Why the kernel waits for no events of the instance, which a filter can have it refuse; `nil` if it doesn't
    /// refuse that, or the instance was just closed by others. The next one would fare no better.
    var lastingFailure: SyscallError? { failure.withLock { $0.flatMap { $0.isOfLostInstance ? nil : $0 } } }

    private static func refusal(of call: SYS, _ result: Int) -> SyscallError {
        SyscallError(errno: Errno(rawValue: CInt(-result)), call: call.name, process: ProcessID(getpid()))
    }

    private func control(
        _ operation: CInt, _ descriptor: FileDescriptorNumber, _ events: UInt32, _ key: UInt64
    ) -> Int {
        // A copy shares the instance with the original, whose watches these are.
        if CopiedProcess.isThis { return -Int(ESRCH) }
        var event = rsyscall_epoll_event()
        event.events = events
        event.data = key
        return withUnsafeBytes(of: &event) { event in
            rsyscall_instruction(
                Int(__NR_epoll_ctl), number.register, UInt(operation), descriptor.register,
                UInt(bitPattern: event.baseAddress), 0, 0)
        }
    }

    private func watchForever() {
        let events = EventBuffer()
        while true {
            let count = events.wait(number, milliseconds: -1)
            if count == -Int(EINTR) { continue }
            guard count >= 0 else { return fail(Self.refusal(of: .epoll_pwait, count)) }
            for index in 0..<count {
                let event = events[index]
                // It may be a watch of a later instance that has the number of this one.
                switch watches.target(of: event.data) {
                case .once(let handler): handler(.success(()))
                case .always(let source): source.source?.signal(event.events)
                case .listening(let listener): listener.listener?.takeEvents()
                case nil: break
                }
            }
        }
    }

    /// Ends all watches.
    private func fail(_ error: SyscallError) {
        failure.withLock { $0 = error }
        failed.store(true, ordering: .relaxed)
        // A lost instance's number may be another file's.
        if !error.isOfLostInstance { _ = Step(.close, (number.register, 0, 0, 0, 0, 0)).made() }
        table.release(number)
        for target in watches.takeAll(of: self) {
            switch target {
            case .once(let handler): handler(.failure(error))
            // Those that wait try again, and are watched by the next instance.
            case .always(let source): source.source?.signal(.max)
            case .listening(let listener): listener.listener?.wakeAll()
            }
        }
    }
}

extension SyscallError {
    /// Whether the descriptor is no epoll instance, or none any more.
    var isOfLostInstance: Bool { errno == .badFileDescriptor || errno == .invalidArgument }
}

/// The watches of all epoll instances that a loop has had.
///
/// They have numbers of their own, so that an event finds its target whichever thread reports it, and an event that is
/// pending when its descriptor is removed finds none.
final class Watches: Sendable {
    private let state = Guarded(State())

    private struct State {
        var next: UInt64 = 1
        var watches: [UInt64: Watch] = [:]
    }

    private struct Watch {
        let target: Target
        let thread: EpollThread
    }

    /// What is notified of events.
    enum Target: Sendable {
        /// Is notified of the first event.
        case once(EventLoop.Handler)
        /// Is notified of all events.
        case always(WeakSource)
        /// Is notified of all events, and reads them itself.
        case listening(WeakLoopListener)
    }

    /// How many there are.
    var count: Int { state.withLock { $0.watches.count } }

    fileprivate func add(_ target: Target, by thread: EpollThread) -> UInt64 {
        state.withLock { state in
            state.next += 1
            state.watches[state.next] = Watch(target: target, thread: thread)
            return state.next
        }
    }

    /// Returns the target of an event, and forgets it if it is notified only once.
    fileprivate func target(of key: UInt64) -> Target? {
        state.withLock { state in
            guard let target = state.watches[key]?.target else { return nil }
            if case .once = target { state.watches[key] = nil }
            return target
        }
    }

    /// Forgets a watch.
    ///
    /// - Returns: Its target; `nil` if it was forgotten before.
    @discardableResult
    fileprivate func take(_ key: UInt64) -> Target? {
        state.withLock { $0.watches.removeValue(forKey: key)?.target }
    }

    fileprivate func takeAll(of thread: EpollThread) -> [Target] {
        state.withLock { state in
            let taken = state.watches.filter { $0.value.thread === thread }
            for key in taken.keys { state.watches[key] = nil }
            return taken.values.map(\.target)
        }
    }
}
