import CRsyscall
import func Glibc.getpid
import Synchronization
import SystemPackage

/// An epoll instance of our own table, and the thread that waits on it.
final class EpollThread: Sendable {
    typealias Handler = ReadinessMonitor.Handler

    private let number: FileDescriptorNumber
    private let table: DescriptorTable
    private let watches: Watches
    private let failed = Atomic<Bool>(false)

    private static let batch = 64
    private static let once = UInt32(RSYSCALL_EPOLLIN) | UInt32(RSYSCALL_EPOLLONESHOT)

    init(in table: DescriptorTable, _ watches: Watches) throws(SyscallError) {
        self.watches = watches
        let result = Step(.epoll_create1, (UInt(O_CLOEXEC), 0, 0, 0, 0, 0)).made()
        guard result >= 0 else { throw Self.refusal(of: .epoll_create1, result) }
        number = FileDescriptorNumber(CInt(result))
        self.table = table
        table.reserve(number)
        do {
            try ServiceThread.start { [self] in watchForever() }
        } catch {
            table.release(number)
            _ = Step(.close, (number.register, 0, 0, 0, 0, 0)).made()
            throw error
        }
    }

    /// Runs `handler` once on this thread, when the descriptor is readable or at its end, or when the instance fails.
    ///
    /// - Returns: The number to unwatch it by.
    func watch(
        _ descriptor: FileDescriptorNumber, _ handler: @escaping Handler
    ) throws(SyscallError) -> UInt64 {
        let key = watches.add(handler, by: self)
        var result = control(EPOLL_CTL_ADD, descriptor, Self.once, key)
        if result == -Int(EEXIST) {
            // There from an earlier watch, which is over.
            result = control(EPOLL_CTL_MOD, descriptor, Self.once, key)
        }
        guard result == 0 else {
            watches.take(key)
            throw Self.refusal(of: .epoll_ctl, result)
        }
        return key
    }

    /// Forgets the handler, and has the kernel watch the descriptor no more.
    ///
    /// - Returns: `false` if the handler has run, or is about to.
    func remove(_ key: UInt64, _ descriptor: FileDescriptorNumber) -> Bool {
        guard watches.take(key) != nil else { return false }
        _ = control(EPOLL_CTL_DEL, descriptor, 0, key)
        return true
    }

    /// Whether the instance is gone, so that its number may refer to another file.
    var hasFailed: Bool { failed.load(ordering: .relaxed) }

    private static func refusal(of call: SYS, _ result: Int) -> SyscallError {
        SyscallError(errno: Errno(rawValue: CInt(-result)), call: call.name, process: ProcessID(getpid()))
    }

    private func control(
        _ operation: CInt, _ descriptor: FileDescriptorNumber, _ events: UInt32, _ key: UInt64
    ) -> Int {
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
        let events = UnsafeMutablePointer<rsyscall_epoll_event>.allocate(capacity: Self.batch)
        defer { events.deallocate() }
        while true {
            let count = rsyscall_instruction(
                Int(__NR_epoll_pwait), number.register, UInt(bitPattern: events), UInt(Self.batch),
                UInt(bitPattern: -1), 0, 0)
            if count == -Int(EINTR) { continue }
            guard count >= 0 else { return fail(Self.refusal(of: .epoll_pwait, count)) }
            for index in 0..<count {
                // It may be a watch of a later instance, if that has got the number of this one.
                watches.take(events[index].data)?(.success(()))
            }
        }
    }

    /// Ends all watches.
    private func fail(_ error: SyscallError) {
        table.release(number)
        failed.store(true, ordering: .relaxed)
        for handler in watches.takeAll(of: self) { handler(.failure(error)) }
    }
}

/// The watches of all epoll instances that a monitor has had.
///
/// They have numbers of their own, so that an event finds its handler through whichever thread it comes.
final class Watches: Sendable {
    private let state = Guarded(State())

    private struct State {
        var next: UInt64 = 1
        var watches: [UInt64: Watch] = [:]
    }

    private struct Watch {
        let handler: ReadinessMonitor.Handler
        let thread: EpollThread
    }

    /// Whether nothing is watched.
    var isEmpty: Bool { state.withLock { $0.watches.isEmpty } }

    fileprivate func add(_ handler: @escaping ReadinessMonitor.Handler, by thread: EpollThread) -> UInt64 {
        state.withLock { state in
            state.next += 1
            state.watches[state.next] = Watch(handler: handler, thread: thread)
            return state.next
        }
    }

    /// Forgets a watch.
    ///
    /// - Returns: Its handler; `nil` if that has run, or is about to.
    @discardableResult
    func take(_ key: UInt64) -> ReadinessMonitor.Handler? {
        state.withLock { $0.watches.removeValue(forKey: key)?.handler }
    }

    fileprivate func takeAll(of thread: EpollThread) -> [ReadinessMonitor.Handler] {
        state.withLock { state in
            let taken = state.watches.filter { $0.value.thread === thread }
            for key in taken.keys { state.watches[key] = nil }
            return taken.values.map(\.handler)
        }
    }
}
