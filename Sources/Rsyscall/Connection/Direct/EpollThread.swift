import CRsyscall
import func Glibc.getpid
import SystemPackage

/// An epoll instance of our own table, and the thread that waits on it.
final class EpollThread: Sendable {
    typealias Handler = ReadinessMonitor.Handler

    private let number: FileDescriptorNumber
    private let table: DescriptorTable
    private let watched = Guarded(Watched())

    private struct Watched {
        var next: UInt64 = 1
        var handlers: [UInt64: Handler] = [:]
        var hasFailed = false
    }

    private static let batch = 64
    private static let once = UInt32(RSYSCALL_EPOLLIN) | UInt32(RSYSCALL_EPOLLONESHOT)

    init(in table: DescriptorTable) throws(SyscallError) {
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
            throw Self.refusal(of: .epoll_ctl, result)
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

    /// Forgets the handler, and has the kernel watch the descriptor no more.
    ///
    /// - Returns: `false` if the handler has run, or is about to.
    func remove(_ key: UInt64, _ descriptor: FileDescriptorNumber) -> Bool {
        guard unwatch(key) else { return false }
        _ = control(EPOLL_CTL_DEL, descriptor, 0, key)
        return true
    }

    /// Whether nothing is watched.
    var isIdle: Bool { watched.withLock { $0.handlers.isEmpty } }

    /// Whether the instance is gone: its number is another's by now, or nobody's.
    var hasFailed: Bool { watched.withLock { $0.hasFailed } }

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
                let key = events[index].data
                let handler = watched.withLock { $0.handlers.removeValue(forKey: key) }
                handler?(.success(()))
            }
        }
    }

    /// Ends all watches.
    private func fail(_ error: SyscallError) {
        table.release(number)
        let handlers = watched.withLock { watched in
            defer { watched.handlers = [:] }
            watched.hasFailed = true
            return watched.handlers
        }
        for handler in handlers.values { handler(.failure(error)) }
    }
}
