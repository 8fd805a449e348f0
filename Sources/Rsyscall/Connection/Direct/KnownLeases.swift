import Synchronization

/// Whether a process of ours has taken a lease, which has whoever opens the file wait.
///
/// An open that doesn't wait takes another call, to have the file as it was asked for. So it is made only then.
enum KnownLeases {
    private static let wereTaken = Atomic<Bool>(false)

    static var exist: Bool { wereTaken.load(ordering: .relaxed) }

    /// Notes that a lease was taken, or given up.
    static func note() { wereTaken.store(true, ordering: .relaxed) }
}
