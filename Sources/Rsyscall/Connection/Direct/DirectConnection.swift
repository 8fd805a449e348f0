import CRsyscall
import Synchronization
import SystemPackage

/// The connection to our own process.
///
/// A call that no thread answers differently is made by the calling thread. What acts on a thread is made by the
/// home thread, which never ends; what may wait, by a lane.
final class DirectConnection: ProcessConnection {
    let doorbell: Doorbell
    private let home: ServerThread
    /// That of the home thread, whose children all are that we make or adopt.
    let life = ThreadLife()
    private let lanes: Lanes
    /// Set once the home thread differs from the others in what it may do or what its descriptors are:
    /// from then on it alone is the process.
    private let homeDiverged = Atomic<Bool>(false)

    init() throws {
        doorbell = Doorbell()
        try doorbell.start()
        let orders = LaneOrders(doorbell)
        home = try ServerThread(doorbell, life: life)
        lanes = Lanes(home: home, orders: orders)
    }

    var sharesOurMemory: Bool { true }

    /// What needs a thread of its own whatever its arguments.
    private static let elsewhere: Effects = [.thread, .waits]

    func callsAtOnce(_ effects: Effects) -> Bool {
        effects.isDisjoint(with: Self.elsewhere) && !homeDiverged.load(ordering: .relaxed)
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
        return step.effects.contains(.reads) ? NowaitCall.read(step) : NowaitCall.write(step)
    }

    func call(_ step: Step, _ frame: inout Frame) async throws(Hangup) -> Int {
        guard let step = step.resolved(frameAt: frame.address) else { return Step.skipped }
        frame.applyRelocations()
        if let result = callAtOnce(step) { return result }
        if step.effects.contains(.thread) { return try await onHomeThread(step) }
        if step.effects.isDisjoint(with: [.waits, .reads, .writes, .opens]) {
            return try await home.mailbox.call(step, .endsSoon)
        }
        return try await inLane(step)
    }

    func post(_ step: Step) {
        if callsAtOnce(step.effects) {
            _ = step.made()
        } else {
            home.mailbox.post(step)
        }
    }

    private func onHomeThread(_ step: Step) async throws(Hangup) -> Int {
        let result = try await home.mailbox.call(step, .endsSoon)
        if step.effects.contains(.diverges), !SyscallResult.isRefusal(result) {
            homeDiverged.store(true, ordering: .sequentiallyConsistent)
            lanes.renew()
        }
        return result
    }

    private func inLane(_ step: Step) async throws(Hangup) -> Int {
        do {
            return try await lanes.call(step)
        } catch let error as Hangup {
            throw error
        } catch {
            // No thread to wait in: what the kernel says of a process that may have no more threads.
            return -Int(Errno.resourceTemporarilyUnavailable.rawValue)
        }
    }
}

extension Step {
    /// Makes the call on this thread and returns what the kernel left in the result register.
    func made() -> Int {
        let (a, b, c, d, e, f) = words
        return rsyscall_instruction(number, a, b, c, d, e, f)
    }
}
