import SystemPackage

/// Reports what happens to descriptors of our own table: one for each host. A table that is not ours has an epoll
/// instance of its own, which is one of the descriptors that this one watches.
///
/// It starts with the first descriptor that is watched, and begins anew if its epoll instance is closed by others.
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

    /// Has those that wait at `source` make their call again, which may then fail, whenever a process leaves the table.
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

    /// Runs `handler` once on the loop's thread: when the descriptor is readable or at its end, or with the error if it
    /// can't be watched any more.
    ///
    /// - Throws: ``SyscallError`` if the kernel watches no more.
    func watch(_ descriptor: FileDescriptorNumber, _ handler: @escaping Handler) throws(SyscallError) -> Key {
        try watch(descriptor, EpollThread.once, .once(handler))
    }

    /// Tells `source` of every edge from now on, and of the state that the descriptor is in.
    ///
    /// - Throws: ``SyscallError``: `EPERM` if the file is one that never waits, or that the kernel watches no more.
    func watch(_ source: EventSource, writing: Bool) throws(SyscallError) -> Key {
        try watch(source.number, EpollThread.edges(writing: writing), .always(WeakSource(source)))
    }

    /// Has `epoll` take its events whenever some have come.
    ///
    /// - Throws: ``SyscallError`` if the kernel watches no more.
    func watch(_ epoll: any NestedEpoll) throws(SyscallError) -> Key {
        try watch(epoll.number, EpollThread.edges(writing: false), .nested(WeakNestedEpoll(epoll)))
    }

    private func watch(
        _ descriptor: FileDescriptorNumber, _ events: UInt32, _ target: Watches.Target
    ) throws(SyscallError) -> Key {
        let epoll = try running()
        do {
            return Key(epoll: epoll, number: try epoll.watch(descriptor, events, target))
        } catch  where error.isOfLostInstance {
            // Either of the two numbers may be meant: others may also have given ours to another file.
            current.withLock { if $0 === epoll { $0 = nil } }
            let epoll = try running()
            return Key(epoll: epoll, number: try epoll.watch(descriptor, events, target))
        }
    }

    /// Forgets what watches, and has the kernel watch the descriptor no more, so that it wakes no thread.
    ///
    /// - Returns: `false` if a handler that runs once has run, or is about to.
    @discardableResult
    func remove(_ key: Key, _ descriptor: FileDescriptorNumber) -> Bool {
        key.epoll.remove(key.number, descriptor)
    }

    /// Whether `key` is of an epoll instance that is gone.
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
