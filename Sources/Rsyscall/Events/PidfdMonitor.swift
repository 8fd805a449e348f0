import CRsyscall
import Synchronization

/// Tells when processes end: one thread that waits for all their pidfds.
final class PidfdMonitor: Sendable {
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

    /// Runs `handler` on the monitor's thread once the process has ended.
    ///
    /// - Returns: False where the kernel watches no more.
    func watch(_ pidfd: FileDescriptorNumber, _ handler: @escaping @Sendable () -> Void) -> Bool {
        let key = watched.withLock { watched in
            watched.next += 1
            watched.handlers[watched.next] = handler
            return watched.next
        }
        var event = rsyscall_epoll_event()
        event.events = UInt32(RSYSCALL_EPOLLIN) | UInt32(RSYSCALL_EPOLLONESHOT)
        event.data = key
        let result = withUnsafeBytes(of: &event) { event in
            rsyscall_instruction(
                Int(__NR_epoll_ctl), UInt(epoll), UInt(EPOLL_CTL_ADD), pidfd.register,
                UInt(bitPattern: event.baseAddress), 0, 0)
        }
        if result != 0 { watched.withLock { $0.handlers[key] = nil } }
        return result == 0
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
