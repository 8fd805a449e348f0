import CRsyscall
import Synchronization

/// A 32-bit word that both sides of a mailbox change atomically, and may sleep on.
struct FutexWord {
    private let word: UnsafeMutablePointer<Atomic<UInt32>>

    /// The word at `address`, which must stay mapped while this value is used.
    init(_ address: UnsafeMutablePointer<UInt32>) {
        // An Atomic<UInt32> has the layout of the integer it holds.
        word = UnsafeMutableRawPointer(address).assumingMemoryBound(to: Atomic<UInt32>.self)
    }

    var value: UInt32 {
        word.pointee.load(ordering: .sequentiallyConsistent)
    }

    func store(_ value: UInt32) {
        word.pointee.store(value, ordering: .sequentiallyConsistent)
    }

    func exchange(_ value: UInt32) -> UInt32 {
        word.pointee.exchange(value, ordering: .sequentiallyConsistent)
    }

    func change(from expected: UInt32, to desired: UInt32) -> Bool {
        word.pointee.compareExchange(
            expected: expected, desired: desired, ordering: .sequentiallyConsistent
        ).exchanged
    }

    /// Sleeps while the word is `value`, until it is woken or `nanoseconds` have passed; may also return
    /// for no reason, as futexes do.
    func sleep(while value: UInt32, atMost nanoseconds: Int64? = nil) {
        var limit: (seconds: Int64, nanoseconds: Int64) = (0, nanoseconds ?? 0)
        withUnsafeBytes(of: &limit) { limit in
            let timeout = nanoseconds == nil ? 0 : UInt(bitPattern: limit.baseAddress)
            let result = rsyscall_instruction(
                Int(__NR_futex), UInt(bitPattern: word), UInt(FUTEX_WAIT), UInt(value), timeout, 0, 0)
            switch CInt(truncatingIfNeeded: -result) {
            case 0, EAGAIN, EINTR, ETIMEDOUT: break
            default: nap()
            }
        }
    }

    /// Sleeps for a millisecond in place of a futex that a filter refuses. The caller then looks at the word again.
    private func nap() {
        var moment: (seconds: Int, nanoseconds: Int) = (0, 1_000_000)
        withUnsafeBytes(of: &moment) { moment in
            _ = rsyscall_instruction(
                Int(__NR_nanosleep), UInt(bitPattern: moment.baseAddress), 0, 0, 0, 0, 0)
        }
    }

    /// Wakes one sleeper.
    func wake() {
        _ = rsyscall_instruction(Int(__NR_futex), UInt(bitPattern: word), UInt(FUTEX_WAKE), 1, 0, 0, 0)
    }
}
