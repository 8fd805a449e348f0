import CRsyscall
import Synchronization

/// The threads that make the calls which wait, one call at a time each.
final class Lanes: Sendable {
    private let home: ServerThread
    private let orders: LaneOrders
    private let idle = Guarded(Idle())

    /// How many threads are kept for the next calls; more run while more calls wait.
    private static let mostIdle = 16

    private struct Idle {
        var lanes: [ServerThread] = []
        /// Which change of the home thread the lanes in the list were made after.
        var generation = 0
    }

    init(home: ServerThread, orders: LaneOrders) {
        self.home = home
        self.orders = orders
    }

    /// Has `step` made by a thread that may wait as long as it takes.
    func call(_ step: Step) async throws -> Int {
        let (kept, generation) = idle.withLock { ($0.lanes.popLast(), $0.generation) }
        let lane: ServerThread
        if let kept {
            lane = kept
        } else {
            lane = try await makeLane()
        }
        defer { keep(lane, from: generation) }
        return try await lane.mailbox.call(step, .mayTakeLong)
    }

    /// Lets go of every lane, since the home thread has changed what a thread inherits.
    func renew() {
        let old = idle.withLock { idle in
            idle.generation += 1
            let old = idle.lanes
            idle.lanes = []
            return old
        }
        _ = consume old
    }

    private func keep(_ lane: ServerThread, from generation: Int) {
        idle.withLock { idle in
            if generation == idle.generation, idle.lanes.count < Self.mostIdle {
                idle.lanes.append(lane)
            }
        }
    }

    /// Starts a lane from the home thread, so that it has the credentials, descriptors and namespaces
    /// that calls on the home thread have.
    private func makeLane() async throws -> ServerThread {
        let order = orders.add()
        // The home thread only borrows the orders, which we hold while we wait for it.
        let reference = Unmanaged.passUnretained(orders).toOpaque()
        let body: @convention(c) (UnsafeMutableRawPointer?) -> Int = { argument in
            guard let argument else { return 0 }
            Unmanaged<LaneOrders>.fromOpaque(argument).takeUnretainedValue().fulfil()
            return 0
        }
        let command = Step(
            command: RSYSCALL_NUMBER_CALL,
            // A C function is its address.
            UInt(bitPattern: unsafeBitCast(body, to: Int.self)), UInt(bitPattern: reference))
        _ = try await home.mailbox.call(command, .endsSoon)
        return try order.lane()
    }
}

/// Lanes that the home thread is to start. They are there before that thread is.
final class LaneOrders: Sendable {
    private let doorbell: Doorbell
    private let waiting = Guarded<[LaneOrder]>([])

    init(_ doorbell: Doorbell) {
        self.doorbell = doorbell
    }

    fileprivate func add() -> LaneOrder {
        let order = LaneOrder(doorbell)
        waiting.withLock { $0.append(order) }
        return order
    }

    /// Fulfils every order there is, so that each is fulfilled when its own call has ended.
    fileprivate func fulfil() {
        let orders = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for order in orders { order.fulfil() }
    }
}

/// A lane that is wanted, and what came of it.
private final class LaneOrder: Sendable {
    private let doorbell: Doorbell
    private let outcome = Guarded<Result<ServerThread, any Error>?>(nil)

    init(_ doorbell: Doorbell) {
        self.doorbell = doorbell
    }

    func fulfil() {
        let result = Result { try ServerThread(doorbell) }
        outcome.withLock { $0 = result }
    }

    func lane() throws -> ServerThread {
        guard let result = outcome.withLock({ $0 }) else { throw Hangup() }
        return try result.get()
    }
}
