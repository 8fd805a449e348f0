import CRsyscall
import Synchronization

/// The signal of a write to a pipe or socket without a reader, which is sent to the thread that writes.
enum PipeSignal {
    /// Whether the kernel has a flag that keeps it from sending the signal, which Linux 6.18 added.
    private enum Support: UInt8, AtomicRepresentable {
        case unknown
        case present
        case absent
    }

    private static let support = Atomic<Support>(.unknown)
    /// `RWF_NOSIGNAL`, which is newer than the headers of many systems.
    private static let noSignal: UInt = 0x100

    /// Makes a write that takes `RWF_` flags on this thread, without the signal.
    ///
    /// - Returns: What the last call returned; `EOPNOTSUPP` also if the file can't be written to with such flags.
    static func without(_ write: (_ flags: UInt) -> Int?) -> Int? {
        let support = support.load(ordering: .relaxed)
        guard support != .absent else { return blocking { write(0) } }
        let result = write(noSignal)
        // Some files can't be written by this call, whatever the flags.
        if result != -Int(EOPNOTSUPP) {
            if support == .unknown { Self.support.store(.present, ordering: .relaxed) }
            return result
        }
        guard support == .unknown else { return result }
        let other = blocking { write(0) }
        if other != -Int(EOPNOTSUPP) { Self.support.store(.absent, ordering: .relaxed) }
        return other
    }

    /// Runs `body` on this thread with the signal blocked, and discards one that it caused. The thread is borrowed, so
    /// its mask is restored before anything else can run on it.
    static func blocking(_ body: () -> Int?) -> Int? {
        var signal = set
        return withUnsafeBytes(of: &signal) { signal in
            let set = UInt(bitPattern: signal.baseAddress)
            var before: UInt64 = 0
            return withUnsafeMutableBytes(of: &before) { before in
                let old = UInt(bitPattern: before.baseAddress)
                mask(SIG_BLOCK, set, old)
                let result = body()
                let wasBlocked = before.load(as: UInt64.self) & Self.set != 0
                if result == -Int(EPIPE), !wasBlocked {
                    var noTime: (Int, Int) = (0, 0)
                    _ = withUnsafeBytes(of: &noTime) { noTime in
                        rsyscall_instruction(
                            Int(__NR_rt_sigtimedwait), set, 0, UInt(bitPattern: noTime.baseAddress),
                            UInt(MemoryLayout<UInt64>.size), 0, 0)
                    }
                }
                mask(SIG_SETMASK, old, 0)
                return result
            }
        }
    }

    /// The set of `SIGPIPE` alone.
    private static let set: UInt64 = 1 << (UInt64(SIGPIPE) - 1)

    private static func mask(_ how: CInt, _ set: UInt, _ old: UInt) {
        _ = rsyscall_instruction(
            Int(__NR_rt_sigprocmask), UInt(how), set, old, UInt(MemoryLayout<UInt64>.size), 0, 0)
    }
}
