import Synchronization

/// The number of bytes that may still be read from a descriptor, once that is limited.
final class ReadLimit: Sendable {
    private let count = Atomic<Int>(-1)

    /// The number of bytes that are left; `nil` if there is no limit.
    var left: Int? {
        let count = count.load(ordering: .relaxed)
        return count < 0 ? nil : count
    }

    /// Sets the limit, unless there is one.
    func set(_ limit: Int) {
        _ = count.compareExchange(expected: -1, desired: max(limit, 0), ordering: .relaxed)
    }

    /// Takes from what is left; nothing is left if `taken` is 0, since then the end has come.
    func take(_ taken: Int) {
        let left = left ?? 0
        count.store(taken == 0 ? 0 : max(left - taken, 0), ordering: .relaxed)
    }
}
