/// The threads that make the calls that wait, each one call at a time.
final class Lanes: Sendable {
    private let doorbell: Doorbell
    private let idle = Guarded<[ServerThread]>([])

    /// How many threads are kept for the next calls; more run while more calls wait.
    private static let mostIdle = 16

    init(_ doorbell: Doorbell) {
        self.doorbell = doorbell
    }

    /// Takes a thread whose calls may wait for any time, or returns `nil` if the system has no more threads.
    func take() -> ServerThread? {
        idle.withLock { $0.popLast() } ?? (try? ServerThread(doorbell, life: ThreadLife()))
    }

    /// Returns a thread that has made its calls.
    func keep(_ lane: ServerThread) {
        guard !lane.isGone else { return }
        idle.withLock { idle in
            if idle.count < Self.mostIdle { idle.append(lane) }
        }
    }
}
