import CRsyscall
import DequeModule
import Synchronization

/// The client of a mailbox: has a thread that shares our memory make system calls.
///
/// Calls are made in the order they were posted. Several may be outstanding; what does not fit the ring
/// waits in a backlog here. A call that ends soon is awaited by looking at its slot, then by a short
/// sleep; one that does not parks its Swift task until the doorbell rings.
final class Mailbox: Sendable {
    /// Whether a call is worth waiting for on the spot.
    enum Patience {
        case endsSoon
        case mayTakeLong
    }

    private let memory: MailboxMemory
    /// What the memory is part of: it must stay as long as a slot may still be looked at.
    private let storage: any Sendable & AnyObject
    private let ledger = Guarded(Ledger())
    /// The number of rounds to look at a slot before sleeping; grows while that pays.
    private let spin = Atomic<Int>(Mailbox.mostSpin)
    /// How long to sleep before parking; shrinks while that is in vain, since others need the thread.
    private let nap = Atomic<Int64>(Mailbox.mostSleep)
    /// Not zero while something waits for a slot.
    private let backlogged = Atomic<Bool>(false)

    private static let mostSpin = 1024
    private static let leastSpin = 64
    /// In nanoseconds. Less than a tick of the kernel has it program its timer for each sleep, and again when that
    /// ends early: in a virtual machine this takes longer than the call that is slept for.
    private static let mostSleep: Int64 = 2_000_000
    private static let leastSleep: Int64 = 50_000

    private struct Ledger {
        /// The slot the next request goes into.
        var next = 0
        var parked = InlineArray<8, Waiter?>(repeating: nil)
        /// A slot whose result is dropped, but whose end must be reported since the backlog waits for it.
        var noted: Int?
        var backlog = Deque<Backlogged>()
        var isGone = false
    }

    private typealias Waiter = UnsafeContinuation<Int?, Never>

    private struct Backlogged {
        let step: Step
        let waiter: Waiter?
    }

    init(_ memory: MailboxMemory, in storage: any Sendable & AnyObject) {
        self.memory = memory
        self.storage = storage
    }

    /// Has `step` made and waits for its result.
    func call(_ step: Step, _ patience: Patience) async throws(Hangup) -> Int {
        if patience == .endsSoon, let index = try take(step) {
            memory.wakeServer()
            if let result = awaitOnTheSpot(index) { return result }
            return try await park(index)
        }
        return try await parkAtOnce(step)
    }

    /// Has `step` made, and drops its result; before it the same of `earlier`.
    ///
    /// The server is woken once for both: woken for the first, it would sleep again before the second comes.
    func post(_ step: Step, after earlier: Step? = nil) {
        let gone = ledger.withLock { ledger in
            guard !ledger.isGone else { return true }
            if let earlier { ledger.backlog.append(Backlogged(step: earlier, waiter: nil)) }
            ledger.backlog.append(Backlogged(step: step, waiter: nil))
            pump(&ledger)
            return false
        }
        if !gone {
            memory.wakeServer()
        }
    }

    /// Ends what is done and parked; the doorbell calls it.
    func drain() {
        let ended = ledger.withLock { ledger in
            defer { pump(&ledger) }
            return collectDone(&ledger)
        }
        memory.wakeServer()
        ended.resume()
    }

    /// Ends every outstanding call with ``Hangup``, except those the server finished before it went.
    func hangUp() {
        let ended = ledger.withLock { ledger in
            var ended = collectDone(&ledger)
            ledger.isGone = true
            for index in 0..<MailboxMemory.slotCount {
                if let waiter = ledger.parked[index] {
                    ended.append(waiter, nil)
                    ledger.parked[index] = nil
                }
            }
            for backlogged in ledger.backlog {
                if let waiter = backlogged.waiter { ended.append(waiter, nil) }
            }
            ledger.backlog.removeAll()
            return ended
        }
        ended.resume()
    }

    /// Whether ``hangUp()`` was called.
    var isGone: Bool { ledger.withLock { $0.isGone } }

    private struct Ended {
        var waiters: [(Waiter, Int?)] = []

        mutating func append(_ waiter: Waiter, _ result: Int?) {
            waiters.append((waiter, result))
        }

        func resume() {
            for (waiter, result) in waiters { waiter.resume(returning: result) }
        }
    }

    /// Puts `step` into a slot, or returns `nil` if none is free or others wait for one.
    private func take(_ step: Step) throws(Hangup) -> Int? {
        let taken: (index: Int?, isGone: Bool) = ledger.withLock { ledger in
            guard !ledger.isGone else { return (nil, true) }
            let index = ledger.next
            guard ledger.backlog.isEmpty, memory.state(of: index).value == SlotState.free
            else { return (nil, false) }
            ledger.next = (index + 1) % MailboxMemory.slotCount
            memory.fill(index, with: step, state: SlotState.posted)
            return (index, false)
        }
        if taken.isGone { throw Hangup() }
        return taken.index
    }

    private func awaitOnTheSpot(_ index: Int) -> Int? {
        let state = memory.state(of: index)
        let rounds = spin.load(ordering: .relaxed)
        for _ in 0..<rounds {
            if state.value == SlotState.done {
                if rounds < Self.mostSpin { spin.store(min(rounds * 2, Self.mostSpin), ordering: .relaxed) }
                return collect(index)
            }
            rsyscall_pause()
        }
        if rounds > Self.leastSpin { spin.store(rounds / 2, ordering: .relaxed) }
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
        memory.state(of: index).store(SlotState.free)
        if backlogged.load(ordering: .sequentiallyConsistent) {
            ledger.withLock { pump(&$0) }
            memory.wakeServer()
        }
        return result
    }

    private func park(_ index: Int) async throws(Hangup) -> Int {
        let result = await withUnsafeContinuation { (waiter: Waiter) in
            let ended = ledger.withLock { ledger in
                let state = memory.state(of: index)
                ledger.parked[index] = waiter
                if !ledger.isGone {
                    if state.change(from: SlotState.waited, to: SlotState.parked)
                        || state.change(
                            from: SlotState.posted, to: SlotState.parked)
                    {
                        return Ended()
                    }
                }
                var ended = collectDone(&ledger)
                if ledger.parked[index] != nil {
                    ledger.parked[index] = nil
                    ended.append(waiter, nil)
                }
                pump(&ledger)
                return ended
            }
            ended.resume()
        }
        guard let result else { throw Hangup() }
        return result
    }

    private func parkAtOnce(_ step: Step) async throws(Hangup) -> Int {
        let result = await withUnsafeContinuation { (waiter: Waiter) in
            let isGone = ledger.withLock { ledger in
                if !ledger.isGone {
                    ledger.backlog.append(Backlogged(step: step, waiter: waiter))
                    pump(&ledger)
                }
                return ledger.isGone
            }
            if isGone {
                waiter.resume(returning: nil)
            } else {
                memory.wakeServer()
            }
        }
        guard let result else { throw Hangup() }
        return result
    }

    private func collectDone(_ ledger: inout Ledger) -> Ended {
        var ended = Ended()
        for index in 0..<MailboxMemory.slotCount {
            let state = memory.state(of: index)
            guard state.value == SlotState.done else { continue }
            if let waiter = ledger.parked[index] {
                ended.append(waiter, memory.result(of: index))
                ledger.parked[index] = nil
                state.store(SlotState.free)
            } else if ledger.noted == index {
                ledger.noted = nil
                state.store(SlotState.free)
            }
        }
        return ended
    }

    /// Moves what it can from the backlog into the ring.
    private func pump(_ ledger: inout Ledger) {
        while let first = ledger.backlog.first {
            let index = ledger.next
            let state = memory.state(of: index)
            backlogged.store(true, ordering: .sequentiallyConsistent)
            if state.value == SlotState.free {
                ledger.backlog.removeFirst()
                ledger.next = (index + 1) % MailboxMemory.slotCount
                ledger.parked[index] = first.waiter
                let handed = first.waiter == nil ? SlotState.discard : SlotState.parked
                memory.fill(index, with: first.step, state: handed)
                continue
            }
            if ledger.noted == nil,
                state.change(from: SlotState.discard, to: SlotState.parked)
            {
                ledger.noted = index
            }
            if state.value != SlotState.free { return }
        }
        backlogged.store(false, ordering: .sequentiallyConsistent)
    }
}
