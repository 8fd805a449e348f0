import Synchronization

/// Whether a process of ours has taken a lease, which makes other opens of the file wait.
///
/// Only then are files opened without waiting, since that takes a second call to restore the requested flags.
enum KnownLeases {
    private static let wereTaken = Atomic<Bool>(false)

    static var exist: Bool { wereTaken.load(ordering: .relaxed) }

    /// Notes that a lease was taken, or given up.
    static func note() { wereTaken.store(true, ordering: .relaxed) }
}
