import CRsyscall
import Synchronization

/// The client of a mailbox, whose server is a thread that shares our memory and makes system calls for us.
///
/// Calls are made in the order in which they were posted. Several may be outstanding; those that find no free slot wait
/// in a backlog here. A call is awaited first by polling its slot, then by a short sleep; if it still has not ended, the
/// Swift task is parked until the doorbell rings.
final class Mailbox: Sendable {
    /// Whether a call is worth waiting for on the spot.
    enum Patience {
        case endsSoon, mayTakeLong
    }

    private let memory: MailboxMemory
    /// The owner of the memory, which must stay mapped while a slot may still be read.
    private let storage: any Sendable & AnyObject
    private let ledger = Guarded(MailboxLedger())
    /// How many times to poll a slot before sleeping; grows while that pays.
    private let spin: Atomic<Int>
    private let leastSpin: Int
    /// How often polling was in vain.
    private let vain = Atomic<UInt>(0)
    /// How long to sleep before parking; shrinks while sleeping is in vain, since other tasks need the thread.
    private let nap = Atomic<Int64>(Mailbox.mostSleep)
    /// The slots whose results are awaited, a bit each; `nil` for a server that can be trusted to leave them alone.
    private let awaited: AwaitedSlots?
    /// What takes the requests to the server, unless that shares the memory.
    private let server: (any MailboxServer)?
    /// Whether something waits for a slot.
    private let backlogged = Atomic<Bool>(false)

    private static let vainBetweenProbes: UInt = 16
    /// The longest sleep in nanoseconds. For less than a tick, the kernel programs its timer for each sleep, and again
    /// if that ends early: in a virtual machine this takes longer than the call that is awaited.
    private static let mostSleep: Int64 = 2_000_000
    private static let leastSleep: Int64 = 50_000

    /// - Parameters:
    ///   - leastSpin: How many times to poll a slot even if that doesn't pay.
    ///   - isTrusted: Whether nothing but the server writes to the slots.
    init(
        _ memory: MailboxMemory, in storage: any Sendable & AnyObject, leastSpin: Int = 64,
        isTrusted: Bool = true, namespaces: ProcessNamespaces? = nil, server: (any MailboxServer)? = nil
    ) {
        self.memory = memory
        self.server = server
        awaited = isTrusted ? nil : AwaitedSlots()
        self.storage = storage
        self.leastSpin = leastSpin
        spin = Atomic(max(leastSpin, SpinRounds.usual))
        ledger.withLock { $0.namespaces = namespaces }
    }

    /// The namespaces that the server is in after all calls that have ended; `nil` for a thread of ours.
    var namespaces: ProcessNamespaces? {
        get { ledger.withLock { $0.namespaces } }
        set { ledger.withLock { $0.namespaces = newValue } }
    }

    /// Makes the server make `step`, and waits for its result.
    ///
    /// - Parameters:
    ///   - namespaces: If not `nil`, those that the server must be in when it makes the call.
    ///   - next: Those that it is in after the call, if that changes them and isn't refused.
    /// - Returns: `nil`, and nothing was done, if the server would be in others.
    func call(
        _ step: Step, _ patience: Patience, in namespaces: ProcessNamespaces? = nil,
        _ next: ProcessNamespaces? = nil
    ) async throws(Hangup) -> Int? {
        if server == nil, patience == .endsSoon, next == nil, let index = try take(step, in: namespaces) {
            wakeServer()
            if let result = awaitOnTheSpot(index) { return result }
            return try await park(index)
        }
        return try await parkAtOnce(step, patience, in: namespaces, next)
    }

    /// Makes the server make `earlier` if given, then `step`, and drops their results.
    ///
    /// The server is woken once for both: woken for the first alone, it would sleep again before the second comes.
    func post(_ step: Step, after earlier: Step? = nil) {
        _ = post(
            MailboxRequest(step: step, purpose: .nothing),
            after: earlier.map { MailboxRequest(step: $0, purpose: .nothing) })
    }

    /// Makes the server make `call`, or hands it back if the server has ended or left the descriptor table by then.
    ///
    /// - Returns: `false` if the server has already ended.
    func post(_ call: MailboxRequest.PostedCall) -> Bool {
        post(MailboxRequest(step: call.step, purpose: .posted(call)))
    }

    private func post(_ request: MailboxRequest, after earlier: MailboxRequest? = nil) -> Bool {
        let ended: EndedRequests? = ledger.withLock { ledger in
            guard !ledger.isGone else { return nil }
            if let earlier { ledger.backlog.append(earlier) }
            ledger.backlog.append(request)
            return pump(&ledger)
        }
        guard let ended else { return false }
        wakeServer()
        ended.resume()
        return true
    }

    /// Resumes the parked tasks whose calls are done; the doorbell calls it.
    func drain() {
        let ended = ledger.withLock { ledger in
            var ended = collectDone(&ledger)
            ended.append(pump(&ledger))
            return ended
        }
        wakeServer()
        ended.resume()
    }

    /// Ends every outstanding call with ``Hangup`` but those that were finished, and hands back the posted ones not made.
    ///
    /// - Parameter mayHaveBegun: Whether it may have begun the first that it had not finished.
    func hangUp(mayHaveBegun: Bool = true) {
        let ended = ledger.withLock { ledger in
            var ended = collectDone(&ledger)
            ledger.isGone = true
            for index in 0..<MailboxMemory.slotCount {
                if let waiter = ledger.parked[index] {
                    ended.append(waiter, .serverIsGone)
                    ledger.parked[index] = nil
                }
                // The one that it may have begun isn't repeated: the number could be another file's by now, and the pages
                // another mapping's.
                if let call = ledger.posted[index].take() {
                    let isWaiting = memory.isWaiting(index, mayHaveBegun: mayHaveBegun)
                    if isWaiting { ended.append(call) } else { ended.drop(call) }
                }
            }
            for request in ledger.backlog {
                switch request.purpose {
                case .result(let waiter, _, _): ended.append(waiter, .serverIsGone)
                case .posted(let call): ended.append(call)
                case .nothing: break
                }
            }
            ledger.backlog.removeAll()
            return ended
        }
        ended.resume()
    }

    /// Forgets how long calls took so far, which says nothing of the next ones.
    func forgetTimes() {
        spin.store(max(leastSpin, SpinRounds.usual), ordering: .relaxed)
        nap.store(Self.mostSleep, ordering: .relaxed)
        memory.expectRequests()
    }

    /// Whether ``hangUp()`` was called.
    var isGone: Bool { ledger.withLock { $0.isGone } }

    /// Whether a call is in progress that may take long.
    var isBusy: Bool {
        ledger.withLock { ledger in
            !ledger.backlog.isEmpty || ledger.parked.indices.contains { ledger.parked[$0] != nil }
        }
    }

    /// Puts `step` into a slot, or returns `nil` if none is free, others wait for one, or the server isn't known to be
    /// in `namespaces`.
    private func take(_ step: Step, in namespaces: ProcessNamespaces?) throws(Hangup) -> Int? {
        let taken: (index: Int?, isGone: Bool, dropped: MailboxRequest.PostedCall?) = ledger.withLock {
            ledger in
            guard !ledger.isGone else { return (nil, true, nil) }
            let index = ledger.next
            guard ledger.backlog.isEmpty, ledger.change == nil, ledger.isIn(namespaces),
                busySlot(before: index) == nil
            else { return (nil, false, nil) }
            ledger.next = (index + 1) % MailboxMemory.slotCount
            let dropped = ledger.posted[index].take()
            awaited?.insert(index)
            memory.fill(index, with: step, state: SlotState.posted)
            return (index, false, dropped)
        }
        if taken.isGone { throw Hangup() }
        return taken.index
    }

    private func wakeServer() {
        if let server { server.takeRequests() } else { memory.wakeServer() }
    }

    private func isFree(_ index: Int) -> Bool {
        memory.state(of: index).value == SlotState.free && awaited?.contains(index) != true
    }

    /// The slot that must be free before a request is put into `index`: that, or the one after it. So one is always free,
    /// and the slot whose call the server has begun last holds no later request.
    private func busySlot(before index: Int) -> Int? {
        if !isFree(index) { return index }
        let following = (index + 1) % MailboxMemory.slotCount
        return isFree(following) ? nil : following
    }

    /// Gives up a slot whose result was taken.
    private func release(_ index: Int) {
        awaited?.remove(index)
        memory.state(of: index).store(SlotState.free)
    }

    private func awaitOnTheSpot(_ index: Int) -> Int? {
        let state = memory.state(of: index)
        let learned = spin.load(ordering: .relaxed)
        let (usual, most) = (SpinRounds.usual, SpinRounds.most)
        // With few rounds we would never learn that polling has come to pay again: a server that must be woken each time
        // answers later than that, and sleeps again before a sender that must be woken too.
        let isProbe =
            learned < usual && vain.load(ordering: .relaxed) % Self.vainBetweenProbes == 0
        let rounds = isProbe ? usual : learned
        for round in 0..<rounds {
            // A server that has another processor has begun by then. This one may wait for ours.
            if round == usual, !memory.hasBegun(index) { break }
            if state.value == SlotState.done {
                if learned < most { spin.store(min(rounds * 2, most), ordering: .relaxed) }
                return collect(index)
            }
            rsyscall_pause()
        }
        vain.wrappingAdd(1, ordering: .relaxed)
        if learned > leastSpin { spin.store(max(learned / 2, leastSpin), ordering: .relaxed) }
        if state.change(from: SlotState.posted, to: SlotState.waited) {
            let limit = nap.load(ordering: .relaxed)
            state.sleep(while: SlotState.waited, atMost: limit)
            nap.store(
                state.value == SlotState.done
                    ? min(limit * 2, Self.mostSleep) : max(limit / 2, Self.leastSleep), ordering: .relaxed)
        }
        return state.value == SlotState.done ? collect(index) : nil
    }

    private func collect(_ index: Int) -> Int {
        let result = memory.result(of: index)
        release(index)
        if backlogged.load(ordering: .sequentiallyConsistent) {
            let ended = ledger.withLock { pump(&$0) }
            wakeServer()
            ended.resume()
        }
        return result
    }

    private func park(_ index: Int) async throws(Hangup) -> Int? {
        let outcome = await withUnsafeContinuation { (waiter: MailboxRequest.Waiter) in
            let ended = ledger.withLock { ledger in
                let state = memory.state(of: index)
                ledger.parked[index] = waiter
                if !ledger.isGone {
                    if state.change(from: SlotState.waited, to: SlotState.parked)
                        || state.change(
                            from: SlotState.posted, to: SlotState.parked)
                    {
                        return EndedRequests()
                    }
                }
                var ended = collectDone(&ledger)
                if ledger.parked[index] != nil {
                    ledger.parked[index] = nil
                    ended.append(waiter, .serverIsGone)
                }
                ended.append(pump(&ledger))
                return ended
            }
            ended.resume()
        }
        return try Self.result(of: outcome)
    }

    private func parkAtOnce(
        _ step: Step, _ patience: Patience, in namespaces: ProcessNamespaces?, _ next: ProcessNamespaces?
    ) async throws(Hangup) -> Int? {
        let outcome = await withUnsafeContinuation { (waiter: MailboxRequest.Waiter) in
            let request = MailboxRequest(step: step, purpose: .result(waiter, in: namespaces, next: next))
            let isPosted = server?.attend(patience) { post(request) } ?? post(request)
            if !isPosted { waiter.resume(returning: .serverIsGone) }
        }
        return try Self.result(of: outcome)
    }

    private static func result(of outcome: MailboxRequest.Outcome) throws(Hangup) -> Int? {
        switch outcome {
        case .made(let result): return result
        case .isElsewhere: return nil
        case .serverIsGone: throw Hangup()
        }
    }

    private func collectDone(_ ledger: inout MailboxLedger) -> EndedRequests {
        var ended = EndedRequests()
        for index in 0..<MailboxMemory.slotCount {
            let state = memory.state(of: index)
            guard state.value == SlotState.done else { continue }
            if let waiter = ledger.parked[index] {
                let result = memory.result(of: index)
                ledger.applyChange(of: index, result)
                ended.append(waiter, .made(result))
                ledger.parked[index] = nil
                release(index)
            } else if ledger.noted == index {
                ledger.noted = nil
                release(index)
            }
        }
        return ended
    }

    /// Moves what it can from the backlog into the ring.
    ///
    /// - Returns: What can't be made anymore, since the server is in other namespaces.
    private func pump(_ ledger: inout MailboxLedger) -> EndedRequests {
        var ended = EndedRequests()
        while let first = ledger.backlog.first {
            if ledger.drops(first, &ended) {
                ledger.backlog.removeFirst()
                continue
            }
            let index = ledger.next
            backlogged.store(true, ordering: .sequentiallyConsistent)
            if ledger.change != nil { return ended }
            guard let busy = busySlot(before: index) else {
                ledger.backlog.removeFirst()
                ledger.next = (index + 1) % MailboxMemory.slotCount
                if case .result = first.purpose { awaited?.insert(index) }
                memory.fill(index, with: first.step, state: ledger.hand(first, to: index, &ended))
                continue
            }
            if ledger.noted == nil,
                memory.state(of: busy).change(from: SlotState.discard, to: SlotState.parked)
            {
                ledger.noted = busy
            }
            if busySlot(before: index) != nil { return ended }
        }
        backlogged.store(false, ordering: .sequentiallyConsistent)
        return ended
    }
}
