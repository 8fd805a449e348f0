import CRsyscall
import Glibc
import Synchronization

/// The calls that Linux applies to one thread and libc to all threads of the process, such as `setuid`.
///
/// To do that, libc interrupts each thread. The kernel restarts most calls that wait, but some end with `EINTR` although
/// the program got no signal.
final class Broadcasts: Sendable {
    private let doorbell: Doorbell
    /// Odd while a broadcast is in progress.
    private let count = Atomic<UInt>(0)

    init(_ doorbell: Doorbell) {
        self.doorbell = doorbell
    }

    /// Makes the call on all threads of the process, and returns what the kernel would leave in the result register.
    func make(_ step: Step) -> Int {
        count.add(1, ordering: .sequentiallyConsistent)
        defer {
            count.add(1, ordering: .sequentiallyConsistent)
            doorbell.noteWhetherDumpable()
        }
        guard let function = Self.function(of: step.number) else { return -Int(ENOSYS) }
        let result = function(step.words.0, step.words.1, step.words.2)
        return result == 0 ? 0 : -Int(errno)
    }

    private typealias Function = @convention(c) (UInt, UInt, UInt) -> CInt

    /// Returns libc's function that makes the call.
    private static func function(of number: Int) -> Function? {
        guard let call = SYS.broadcasting.first(where: { $0.number == number }),
            let symbol = dlsym(nil, call.name)
        else { return nil }
        // Sound because these functions take up to three integers or addresses, which are all passed in registers, and
        // look at no others.
        return unsafeBitCast(symbol, to: Function.self)
    }
}

extension Broadcasts {
    /// The moment at which a call was begun.
    struct Moment {
        fileprivate let count: UInt
        fileprivate let time: ContinuousClock.Instant
    }

    var moment: Moment {
        Moment(count: count.load(ordering: .sequentiallyConsistent), time: .now)
    }

    /// Returns how long ago `moment` was, or `nil` if no call since then can have interrupted another.
    func elapsed(since moment: Moment) -> Duration? {
        let count = count.load(ordering: .sequentiallyConsistent)
        return moment.count % 2 == 1 || moment.count != count ? .now - moment.time : nil
    }
}

/// A waiting call that can be interrupted and restarted with the remaining time.
struct InterruptibleCall: ~Copyable {
    private(set) var step: Step
    /// Where the kernel writes the remaining time of a sleep.
    private let remaining: UnsafeMutablePointer<(Int, Int)>?

    init(_ step: Step) {
        self.step = step
        guard !step.effects.isDisjoint(with: [.firstIsDuration, .thirdIsDuration]) else {
            remaining = nil
            return
        }
        // Not a duration, so that it shows if the kernel wrote nothing, as after a sleep until a point in time.
        let time = UnsafeMutablePointer<(Int, Int)>.allocate(capacity: 1)
        time.initialize(to: (-1, -1))
        remaining = time
        let address = UInt(bitPattern: time)
        if step.effects.contains(.firstIsDuration) { self.step.words.1 = address }
        if step.effects.contains(.thirdIsDuration) { self.step.words.3 = address }
    }

    deinit { remaining?.deallocate() }

    /// Prepares the call to be restarted after `elapsed`.
    ///
    /// `ppoll(2)` and `pselect(2)` count down in the caller's memory. Others have no limit, and are restarted unchanged.
    mutating func resume(after elapsed: Duration) {
        if step.effects.contains(.thirdIsTimeout) {
            step.words.2 = Self.left(of: step.words.2, after: elapsed)
        }
        if step.effects.contains(.fourthIsTimeout) {
            step.words.3 = Self.left(of: step.words.3, after: elapsed)
        }
        guard let remaining, remaining.pointee.0 >= 0 else { return }
        if step.effects.contains(.firstIsDuration) { step.words.0 = UInt(bitPattern: remaining) }
        if step.effects.contains(.thirdIsDuration) { step.words.2 = UInt(bitPattern: remaining) }
    }

    private static func left(of timeout: UInt, after elapsed: Duration) -> UInt {
        let timeout = CInt(truncatingIfNeeded: timeout)
        guard timeout > 0 else { return UInt(bitPattern: Int(timeout)) }
        return UInt(max(0, Int64(timeout) - Int64(elapsed / .milliseconds(1))))
    }
}
