import SystemPackage

/// The loop that reports the events of descriptors in our own table; each host has one. Another table has an epoll
/// instance of its own, which is one of the descriptors that the loop watches.
///
/// It starts with the first watched descriptor, and starts again if other code closes its epoll instance.
final class EventLoop: DescriptorTableWatcher {
    typealias Handler = @Sendable (Result<Void, SyscallError>) -> Void

    /// The table that it watches.
    let table: DescriptorTable
    private let watches = Watches()
    private let current = Guarded<EpollThread?>(nil)

    /// The sources of descriptors whose calls another process makes, which shares the table.
    private let shared = Guarded<[ObjectIdentifier: WeakSource]>([:])

    init(_ table: DescriptorTable) {
        self.table = table
        table.add(self)
    }

    /// Makes the tasks that wait at `source` retry their calls, which may fail, whenever a process leaves the table.
    func noteShared(_ source: EventSource) {
        shared.withLock { $0[ObjectIdentifier(source)] = WeakSource(source) }
    }

    /// Undoes ``noteShared(_:)``.
    func forgetShared(_ source: EventSource) {
        shared.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(source)) }
    }

    func memberLeft() {
        let sources = shared.withLock { $0.values.compactMap(\.source) }
        for source in sources { source.signal(.max) }
    }

    /// A descriptor that is watched.
    struct Key: Sendable {
        fileprivate let epoll: EpollThread
        fileprivate let number: UInt64
    }

    /// Runs `handler` once on the loop's thread: when the descriptor is readable, or takes bytes, or is at its end, or
    /// with the error if it can't be watched anymore.
    ///
    /// - Throws: ``SyscallError`` if the kernel refuses to watch it.
    func watch(
        _ descriptor: FileDescriptorNumber, writing: Bool = false, _ handler: @escaping Handler
    ) throws(SyscallError) -> Key {
        try watch(descriptor, EpollThread.once(writing: writing), .once(handler))
    }

    /// Notifies `source` of the present state of the descriptor, and of every edge from now on.
    ///
    /// - Throws: ``SyscallError`` if the kernel refuses to watch it: `EPERM` for a file that never waits.
    func watch(_ source: EventSource, writing: Bool) throws(SyscallError) -> Key {
        try watch(source.number, EpollThread.edges(writing: writing), .always(WeakSource(source)))
    }

    /// Makes `listener` take its events whenever some have happened.
    ///
    /// - Throws: ``SyscallError`` if the kernel refuses to watch it.
    func watch(_ listener: any LoopListener) throws(SyscallError) -> Key {
        try watch(listener.number, EpollThread.edges(writing: false), .listening(WeakLoopListener(listener)))
    }

    private func watch(
        _ descriptor: FileDescriptorNumber, _ events: UInt32, _ target: Watches.Target
    ) throws(SyscallError) -> Key {
        let epoll = try running()
        do {
            return Key(epoll: epoll, number: try epoll.watch(descriptor, events, target))
        } catch  where error.isOfLostInstance {
            // Either of the two numbers may be the cause: other code may also have reused ours for another file.
            current.withLock { if $0 === epoll { $0 = nil } }
            let epoll = try running()
            return Key(epoll: epoll, number: try epoll.watch(descriptor, events, target))
        }
    }

    /// Forgets the watch, and makes the kernel stop watching the descriptor, so that it wakes no thread.
    ///
    /// - Returns: `false` if a handler that runs once has run, or is about to.
    @discardableResult
    func remove(_ key: Key, _ descriptor: FileDescriptorNumber) -> Bool {
        key.epoll.remove(key.number, descriptor)
    }

    /// Whether `key` belongs to an epoll instance that no longer exists.
    func hasLost(_ key: Key) -> Bool { key.epoll.hasFailed }

    /// How many descriptors are watched.
    var watchedCount: Int { watches.count }

    private func running() throws(SyscallError) -> EpollThread {
        let result: Result<EpollThread, SyscallError> = current.withLock { current in
            if let current, !current.hasFailed { return .success(current) }
            if let failure = current?.lastingFailure { return .failure(failure) }
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
