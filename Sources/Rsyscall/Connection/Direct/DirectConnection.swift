import CRsyscall
import Synchronization
import SystemPackage

/// The connection to our own process, which is all of its threads.
///
/// A call that is the same on every thread is made by the calling thread. A call that belongs to a thread, such as
/// creating a child, is made by the home thread, which never ends; a call that may wait is made by a lane, unless it is
/// known not to wait this time. A call that would make one thread unlike the others is refused.
final class DirectConnection: ProcessConnection {
    let doorbell: Doorbell
    private let home = Guarded<ServerThread?>(nil)
    /// The life of the home thread, whose death would end all our children.
    let life = ThreadLife()
    private let lanes: Lanes
    private let broadcasts: Broadcasts
    private let knownFilter = Atomic<UInt8>(KnownFilter.none.rawValue)
    let namespaces: ProcessNamespaces

    init(_ namespaces: ProcessNamespaces) {
        CopiedProcess.watch()
        FileSizeSignal.handle()
        MissingStreams.fill()
        self.namespaces = namespaces
        doorbell = Doorbell()
        lanes = Lanes(doorbell)
        broadcasts = Broadcasts(doorbell)
        namespaces.descriptorTable.join(self)
    }

    var sharesOurMemory: Bool { true }

    var hasManyThreads: Bool { true }

    var isThisProcess: Bool { true }

    var closesAtOnce: Bool { true }

    var filter: KnownFilter {
        KnownFilter(rawValue: knownFilter.load(ordering: .relaxed)) ?? .mute
    }

    /// The effects of calls that need another thread, whatever their arguments.
    private static let elsewhere: Effects = [.thread, .waits]

    func callsAtOnce(_ effects: Effects) -> Bool {
        effects.isDisjoint(with: Self.elsewhere) && !CopiedProcess.isThis
    }

    // Not inlined into the protocol's thunk, where the compiler would make a call of the instruction.
    @inline(never)
    func callAtOnce(_ step: Step) -> Int? {
        guard callsAtOnce(step.effects) else { return nil }
        if step.effects.isDisjoint(with: [.reads, .writes, .opens]) { return step.made() }
        return Self.madeIfItNeverWaits(step)
    }

    // Not inlined above, where the room on the stack that these need would cost every call.
    @inline(never)
    private static func madeIfItNeverWaits(_ step: Step) -> Int? {
        if step.effects.contains(.opens) { return OpeningCall.make(step) }
        if MessageCall.isMessage(step.effects) { return MessageCall.make(step) }
        return step.effects.contains(.reads) ? NowaitCall.read(step) : NowaitCall.write(step)
    }

    func call(
        _ step: Step, _ frame: inout Frame, in namespaces: ProcessNamespaces, _ next: ProcessNamespaces?
    ) async throws(Hangup) -> Int? {
        try CopiedProcess.check()
        guard let step = step.resolved(frameAt: frame.address) else { return Step.skipped }
        frame.applyRelocations()
        return try await call(step)
    }

    /// One by one, since a step costs no trip here.
    func run(
        _ steps: [Step], _ frame: inout Frame, in namespaces: ProcessNamespaces, _ results: inout [Int]
    ) async throws(Hangup) -> Bool {
        try CopiedProcess.check()
        frame.applyRelocations()
        var isOver = false
        var hasServedFile = false
        for step in steps {
            guard !isOver, var resolved = step.resolved(frameAt: frame.address, results: results.span) else {
                results.append(Step.skipped)
                isOver = isOver || step.endsOnRefusal
                continue
            }
            // The step may use that file.
            if hasServedFile || LingeringSockets.areClosed(by: resolved) { resolved.effects.insert(.waits) }
            results.append(Step.begun)
            let result = try await call(resolved)
            results[results.count - 1] = result
            if resolved.effects.contains(.opens), OpenedFile(result).kind == .served { hasServedFile = true }
            isOver =
                SyscallResult.isRefusal(result) ? step.endsOnRefusal : step.effects.contains(.executes)
        }
        return true
    }

    func post(_ step: Step) {
        if CopiedProcess.isThis { return }
        if callsAtOnce(step.effects) {
            _ = step.made()
        } else {
            homeThread?.post(step)
        }
    }

    func post(close descriptor: FileDescriptorNumber, of table: DescriptorTable) -> Bool {
        var close = Step(.close, (descriptor.register, 0, 0, 0, 0, 0))
        if LingeringSockets.contain(descriptor) || ServedMounts.kind(of: descriptor, .unknown) == .served {
            close.effects.insert(.waits)
            Task.detached { [self, close] in _ = try? await call(close) }
        } else {
            _ = close.made()
        }
        return true
    }

    private func call(_ step: Step) async throws(Hangup) -> Int {
        if let result = callAtOnce(step) { return result }
        if step.effects.contains(.broadcasts) { return broadcasts.make(step) }
        if step.effects.contains(.installsFilter) {
            knownFilter.store(KnownFilter.mute.rawValue, ordering: .relaxed)
        }
        if step.effects.contains(.thread) {
            guard let home = homeThread else { return Self.noThread }
            let result = try await served(step, by: home)
            if result == 0, step.effects.contains(.setsDumpable) { doorbell.isDumpable = step.words.1 == 1 }
            if step.effects.contains(.installsFilter) { findOutWhetherMute(home) }
            return result
        }
        return try await inLane(step)
    }

    /// Assumes that no thread and no child of ours can wake another until the home thread has done so once.
    ///
    /// Nothing waits for that, since the filter may leave it to our caller to allow the call; see `seccomp_unotify(2)`.
    private func findOutWhetherMute(_ home: ServerThread) {
        let wake = Step(.futex, (doorbell.address, UInt(FUTEX_WAKE), 1, 0, 0, 0))
        Task.detached { [self] in
            if let woken = try? await home.callWatching(wake, .endsSoon), woken >= 0 {
                knownFilter.store(KnownFilter.present.rawValue, ordering: .relaxed)
            }
        }
    }

    /// The kernel's answer to a process that may have no more threads.
    private static let noThread = -Int(EAGAIN)

    /// The thread that never ends, or `nil` if the system has no more threads.
    private var homeThread: ServerThread? {
        home.withLock { home in
            if home == nil { home = try? ServerThread(doorbell, life: life) }
            return home
        }
    }

    /// Makes the home thread or a lane make the call. A filter, if there is one, may end the thread for it.
    private func served(_ step: Step, by thread: ServerThread) async throws(Hangup) -> Int {
        let isWaiting = !step.effects.isDisjoint(with: [.waits, .reads, .writes, .opens])
        let patience: Mailbox.Patience = isWaiting ? .mayTakeLong : .endsSoon
        guard filter != .none else { return try await thread.call(step, patience) }
        return try await thread.callWatching(step, patience)
    }

    private func inLane(_ first: Step) async throws(Hangup) -> Int {
        guard let lane = lanes.take() else {
            return Self.noThread
        }
        defer { lanes.keep(lane) }
        var call = InterruptibleCall(first)
        while true {
            let moment = broadcasts.moment
            let result = try await served(call.step, by: lane)
            guard result == -Int(EINTR), let elapsed = broadcasts.elapsed(since: moment) else {
                return try await noted(result, of: first, by: lane)
            }
            call.resume(after: elapsed)
        }
    }

    /// Returns the result of a call that a lane has made, and notes if the file that it opened is served.
    private func noted(_ result: Int, of step: Step, by lane: ServerThread) async throws(Hangup) -> Int {
        guard ServedMounts.exist, step.effects.contains(.opens), result >= 0 else { return result }
        let status = FileSystemStatus()
        let isKnown = try await served(status.step(of: UInt(result)), by: lane) == 0
        return isKnown && status.kind == .served ? OpenedFile.noting(result, .served) : result
    }
}
