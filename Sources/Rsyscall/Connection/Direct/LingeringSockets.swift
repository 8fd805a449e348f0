import Glibc
import Synchronization

/// The sockets of our process that were told to linger, which makes closing them wait for their peers; see `SO_LINGER`
/// in `socket(7)`.
enum LingeringSockets {
    private static let mayExist = Atomic<Bool>(false)

    /// Notes that a socket was told to linger.
    static func note() { mayExist.store(true, ordering: .relaxed) }

    /// Whether the step closes one of them.
    static func areClosed(by step: Step) -> Bool {
        guard mayExist.load(ordering: .relaxed) else { return false }
        let closed: UInt
        switch step.number {
        case SYS.close.number: closed = step.words.0
        case SYS.dup3.number: closed = step.words.1
        default: return false
        }
        return contain(FileDescriptorNumber(CInt(truncatingIfNeeded: closed)))
    }

    /// Whether `number` is one of them. The kernel is asked, since copies of a socket and those that it accepts linger
    /// as it does.
    static func contain(_ number: FileDescriptorNumber) -> Bool {
        guard mayExist.load(ordering: .relaxed) else { return false }
        var linger = linger()
        var length = socklen_t(MemoryLayout<linger>.size)
        let result = withUnsafeMutableBytes(of: &linger) { linger in
            withUnsafeMutableBytes(of: &length) { length in
                let (level, option) = (UInt(SOL_SOCKET), UInt(SO_LINGER))
                let (value, size) = (
                    UInt(bitPattern: linger.baseAddress), UInt(bitPattern: length.baseAddress)
                )
                return Step(.getsockopt, (number.register, level, option, value, size, 0)).made()
            }
        }
        // The longest time may be reported as a negative one.
        return result == 0 && linger.l_onoff != 0 && linger.l_linger != 0
    }
}
