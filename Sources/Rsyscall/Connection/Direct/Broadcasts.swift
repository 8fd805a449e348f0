import CRsyscall
import Glibc
import Synchronization

/// The calls that Linux applies to one thread and libc to all threads of the process, such as `setuid`.
///
/// libc interrupts each thread for that. Calls that wait are begun again by the kernel, but some are not, and end with
/// `EINTR` though no signal of the program's came.
final class Broadcasts: Sendable {
    private let doorbell: Doorbell
    /// Odd while one is under way.
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
        let (a, b, c, _, _, _) = step.words
        let (first, second, third) = (
            UInt32(truncatingIfNeeded: a), UInt32(truncatingIfNeeded: b), UInt32(truncatingIfNeeded: c)
        )
        let result: CInt =
            switch step.number {
            case SYS.setuid.number: setuid(first)
            case SYS.setgid.number: setgid(first)
            case SYS.setreuid.number: setreuid(first, second)
            case SYS.setregid.number: setregid(first, second)
            case SYS.setresuid.number: setresuid(first, second, third)
            case SYS.setresgid.number: setresgid(first, second, third)
            case SYS.setgroups.number: setgroups(Int(bitPattern: a), UnsafePointer(bitPattern: b))
            default: fatalError("no function of libc for call \(step.number)")
            }
        return result == 0 ? 0 : -Int(errno)
    }
}

extension Broadcasts {
    /// A moment that a call was begun at.
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

/// A call that waits, and can be interrupted and begun again with the time that is left.
struct InterruptibleCall: ~Copyable {
    private(set) var step: Step
    /// Where the kernel writes what is left of a sleep, if the caller has no use for that.
    private let remaining: UnsafeMutablePointer<(Int, Int)>?

    init(_ step: Step) {
        self.step = step
        guard step.remainingTime == 0 else {
            remaining = nil
            return
        }
        let time = UnsafeMutablePointer<(Int, Int)>.allocate(capacity: 1)
        time.initialize(to: (0, 0))
        remaining = time
        self.step.remainingTime = UInt(bitPattern: time)
    }

    deinit { remaining?.deallocate() }

    /// Begins the call anew after `elapsed`.
    ///
    /// `ppoll(2)` and `pselect(2)` count down in the caller's memory. Others have no limit, and are begun as they were.
    mutating func resume(after elapsed: Duration) {
        switch step.number {
        case SYS.poll.number: step.words.2 = Self.milliseconds(step.words.2, less: elapsed)
        case SYS.epoll_wait.number, SYS.epoll_pwait.number:
            step.words.3 = Self.milliseconds(step.words.3, less: elapsed)
        case SYS.nanosleep.number: step.words.0 = step.words.1
        case SYS.clock_nanosleep.number where step.remainingTime != nil: step.words.2 = step.words.3
        default: break
        }
    }

    private static func milliseconds(_ timeout: UInt, less elapsed: Duration) -> UInt {
        let timeout = CInt(truncatingIfNeeded: timeout)
        guard timeout > 0 else { return UInt(bitPattern: Int(timeout)) }
        return UInt(max(0, Int64(timeout) - Int64(elapsed / .milliseconds(1))))
    }
}

extension Step {
    /// The address at which the kernel writes how much is left of an interrupted sleep; `nil` if it writes none.
    fileprivate var remainingTime: UInt? {
        get {
            switch number {
            case SYS.nanosleep.number: words.1
            // Without TIMER_ABSTIME.
            case SYS.clock_nanosleep.number where CInt(truncatingIfNeeded: words.1) & 1 == 0: words.3
            default: nil
            }
        }
        set {
            if number == SYS.nanosleep.number { words.1 = newValue ?? 0 } else { words.3 = newValue ?? 0 }
        }
    }
}
