/// The epoll instance of a table that the event loop doesn't have.
///
/// A process that has the table adds the descriptors. Their events are taken by the loop's thread, through a descriptor
/// of the instance in the loop's table. On another host, a process waits for them.
final class TableEpoll: NestedEpoll, DescriptorTableWatcher {
    private let loop: EventLoop
    /// In the table.
    private let inner: OwnedFileDescriptor
    /// In the loop's; `nil` on another host.
    private let outer: OwnedFileDescriptor?
    private let outerNumber: FileDescriptorNumber?
    private let state = Guarded(State())

    private static let mostVain = 4

    private struct State {
        /// Ends the process that waits, on another host.
        var stopWaiting: (@Sendable () -> Void)?
        /// Why no process waits anymore.
        var failure: (any Error)?
        var key: EventLoop.Key?
        var next: UInt64 = 1
        var sources: [UInt64: WeakSource] = [:]
    }

    /// Returns the instance of the table of `process`, which is created unless there is one.
    static func of(_ process: LinuxProcess, on loop: EventLoop) async throws -> TableEpoll {
        for case let known as TableEpoll in process.descriptorTable.watchers where known.loop === loop {
            return known
        }
        // Another task may do the same meanwhile. Then there are two, which does no harm.
        let made = try await TableEpoll(process, loop)
        made.inner.table.add(made)
        return made
    }

    private init(_ process: LinuxProcess, _ loop: EventLoop) async throws {
        self.loop = loop
        inner = try await process.epoll_create1()
        guard case .relay(let link) = process.nursery else {
            let other = try await process.ours.inherit(inner)
            outerNumber = other.number
            outer = consume other
            return
        }
        outer = nil
        outerNumber = nil
        let sharesTable = link.sharesMemory
        let first = Handover(try await process.clone(sharesTable ? .files : []))
        Task.detached { [weak self] in
            do {
                var child = try first.take()
                // How many were killed in a row before they reported anything: the next would fare no better.
                var vain = 0
                while vain < Self.mostVain {
                    let (waiter, signaler) = (child.process, child.signaler)
                    guard self?.beStopped(by: { try? signaler.signal(.kill) }) != nil else { return }
                    guard
                        let instance = try await self?.number(in: waiter, sharesTable: sharesTable)
                    else { return }
                    let hasReported = await withTaskExecutorPreference(ResumingThread()) {
                        await waiter.reportEvents(of: instance) { [weak self] in self?.dispatch($0) }
                    }
                    vain = try hasReported.get() ? 0 : vain + 1
                    if self == nil { return }
                    child = try await process.clone(sharesTable ? .files : [])
                    // What the one before had not reported yet is lost with it.
                    self?.wakeAll()
                }
                self?.fail(Hangup())
            } catch {
                self?.fail(error)
            }
        }
    }

    /// The instance as a process that is to wait for its events has it.
    private func number(
        in child: LinuxProcess, sharesTable: Bool
    ) async throws -> NumberInTable {
        if sharesTable { return NumberInTable(number: inner.number, table: inner.table) }
        // A copy has a table of its own, whatever it was made with.
        return NumberInTable(
            number: try await child.inherit(inner).releaseNumber(), table: child.descriptorTable)
    }

    private func beStopped(by action: @escaping @Sendable () -> Void) {
        state.withLock { $0.stopWaiting = action }
    }

    deinit {
        let (key, stopWaiting) = state.withLock { ($0.key, $0.stopWaiting) }
        if let key { loop.remove(key, number) }
        stopWaiting?()
    }

    private func fail(_ error: any Error) {
        state.withLock { $0.failure = error }
        wakeAll()
    }

    private func dispatch(_ events: [EpollEvent]) {
        for event in events {
            let source = state.withLock { $0.sources[event.data]?.source }
            source?.signal(event.events.rawValue)
        }
    }

    /// Watches a descriptor of the table for all events.
    ///
    /// The kernel removes it when its file is closed. Removing it ourselves would have to come before that, and another
    /// process may close it.
    ///
    /// - Throws: ``SyscallError`` if the kernel watches no more.
    func watch(_ descriptor: borrowing OwnedFileDescriptor) async throws -> EventSource {
        let (process, number) = (descriptor.process, descriptor.number)
        let (source, key) = state.withLock { state in
            state.next += 1
            let source = EventSource(number, self, state.next)
            state.sources[state.next] = WeakSource(source)
            return (source, state.next)
        }
        let event = EpollEvent([.in, .out, .rdhup, .et], data: key)
        do {
            do {
                try await process.syscall(.epoll_ctl, inner, EPOLL_CTL.add, descriptor, FrameValue(event))
            } catch let error as SyscallError where error.errno == .fileExists {
                // The same file had the number before, and is open elsewhere.
                try await process.syscall(.epoll_ctl, inner, EPOLL_CTL.mod, descriptor, FrameValue(event))
            }
            try ensureWatched()
        } catch let error as SyscallError where error.errno == .notPermitted {
            // A file that never waits; or a filter, which doesn't look at the file.
            let type = try? await descriptor.fstat().fileType
            if ![.reg, .dir, .blk].contains(type), await isFiltered(process) {
                remove(key)
                throw error
            }
        } catch {
            remove(key)
            throw error
        }
        return source
    }

    /// Whether a filter refuses the call. The kernel refuses an instance in itself with another error than that of a file
    /// that never waits.
    private func isFiltered(_ process: LinuxProcess) async -> Bool {
        do {
            try await process.syscall(
                .epoll_ctl, inner, EPOLL_CTL.add, inner, FrameValue(EpollEvent([], data: 0)))
            return false
        } catch let error as SyscallError {
            return error.errno == .notPermitted
        } catch {
            return false
        }
    }

    var number: FileDescriptorNumber {
        outerNumber ?? inner.number
    }

    func ensureWatched() throws {
        let result: Result<Void, any Error> = state.withLock { state in
            if let failure = state.failure { return .failure(failure) }
            if outer == nil { return .success(()) }
            if let key = state.key, !loop.hasLost(key) { return .success(()) }
            do throws(SyscallError) {
                state.key = try loop.watch(self)
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    func takeEvents() {
        let events = EventBuffer()
        for _ in 0..<Self.mostWaits {
            let count = events.wait(number, milliseconds: 0)
            guard count > 0 else { return }
            for index in 0..<count {
                let event = events[index]
                let source = state.withLock { $0.sources[event.data]?.source }
                source?.signal(event.events)
            }
            if count < EventBuffer.capacity { return }
        }
        // Descriptors that are always ready would keep the loop from all else.
        Task.detached { [weak self] in self?.takeEvents() }
    }

    private static let mostWaits = 16

    func remove(_ key: UInt64) { state.withLock { _ = $0.sources.removeValue(forKey: key) } }

    func wakeAll() {
        let sources = state.withLock { $0.sources.values.compactMap(\.source) }
        for source in sources { source.signal(.max) }
    }

    /// Tasks that wait for a descriptor of a process that is gone make their call again, which then fails.
    func memberLeft() { wakeAll() }
}

extension LinuxProcess {
    /// Reports the events of an epoll instance of its table, until it ends.
    ///
    /// - Returns: Whether there were any, or why the kernel reports none.
    fileprivate func reportEvents(
        of instance: NumberInTable, to report: ([EpollEvent]) -> Void
    ) async -> Result<Bool, any Error> {
        var hasReported = false
        while true {
            do {
                report(try await epoll_wait(instance))
                hasReported = true
            } catch is Hangup {
                return .success(hasReported)
            } catch let error as SyscallError where error.errno == .interrupted {
                // It was stopped and continued.
                continue
            } catch {
                return .failure(error)
            }
        }
    }
}

extension LinuxProcess {
    /// Waits for events of an epoll instance that another process with its table has made.
    fileprivate func epoll_wait(_ instance: NumberInTable) async throws -> [EpollEvent] {
        let count = 64
        let room = try Output<[EpollEvent]>(upTo: count)
        let reported: ReportedEvents = try await syscall(
            .epoll_pwait, instance, room, count, CInt(-1), Address.null, Sigset.byteCount)
        return reported.events
    }
}
