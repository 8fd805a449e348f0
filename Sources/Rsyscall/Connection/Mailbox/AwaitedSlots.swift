import Synchronization

/// The slots of a mailbox whose results are awaited, as we know and no server can change.
final class AwaitedSlots: Sendable {
    private let bits = Atomic<UInt8>(0)

    func insert(_ index: Int) { bits.bitwiseOr(1 << UInt8(index), ordering: .sequentiallyConsistent) }

    func remove(_ index: Int) { bits.bitwiseAnd(~(1 << UInt8(index)), ordering: .sequentiallyConsistent) }

    func contains(_ index: Int) -> Bool {
        bits.load(ordering: .sequentiallyConsistent) & 1 << UInt8(index) != 0
    }
}
