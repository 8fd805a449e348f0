import CRsyscall
import SystemPackage

/// A call that reads or writes, made on the calling thread if it need not wait.
///
/// That a descriptor polls ready is not enough: another reader may come first, and a terminal or an eventfd
/// that has room for something need not have room for all. `RWF_NOWAIT` leaves no such gap.
enum NowaitCall {
    /// Makes the call and returns what the kernel left in the result register, or `nil` if the call would wait or can't
    /// be made so that it doesn't.
    static func read(_ step: Step) -> Int? {
        guard step.effects.contains(.transfers) else { return nil }
        if isOfStoredFile(step) { return step.made() }
        let result = nowait(.preadv2, step)
        // Zero bytes too: Linux 5.9 and 5.10 give that where there are none yet.
        return result == 0 ? nil : result
    }

    /// The same for a call that writes. If a pipe has no reader, the result is `EPIPE`, and no `SIGPIPE` is sent.
    static func write(_ step: Step) -> Int? {
        guard step.effects.contains(.transfers) else { return nil }
        if isOfStoredFile(step) { return step.made() }
        // Pipe writes of up to PIPE_BUF bytes are atomic; of a longer one the pipe would take a part.
        guard byteCount(step) <= Self.pipeBuffer else { return nil }
        return withoutPipeSignal { nowait(.pwritev2, step) }
    }

    /// `PIPE_BUF`.
    private static let pipeBuffer = 4096

    /// How many bytes the call writes.
    private static func byteCount(_ step: Step) -> UInt {
        let (_, memory, count, _, _, _) = step.words
        guard step.effects.contains(.vectored) else { return count }
        let list = UnsafePointer<rsyscall_iovec>(bitPattern: memory)
        return (0..<Int(min(count, UInt(UIO_MAXIOV)))).reduce(0) { $0 &+ UInt(list?[$1].iov_len ?? 0) }
    }

    /// Whether the call is of a file whose data is stored: it ends, however long that may take.
    private static func isOfStoredFile(_ step: Step) -> Bool {
        var status = rsyscall_stat()
        let result = withUnsafeMutableBytes(of: &status) { status in
            Step(.fstat, (step.words.0, UInt(bitPattern: status.baseAddress), 0, 0, 0, 0)).made()
        }
        guard result == 0 else { return false }
        let type = CInt(status.st_mode) & CInt(S_IFMT)
        return type == CInt(S_IFREG) || type == CInt(S_IFDIR) || type == CInt(S_IFBLK)
    }

    /// Makes the step as `call`, which is `preadv2` or `pwritev2`, and can do all that the others can.
    private static func nowait(_ call: SYS, _ step: Step) -> Int? {
        let (descriptor, memory, count, offset, high, flags) = step.words
        let isFlagged = step.effects.contains(.flagged)
        let isPositioned = step.effects.contains(.positioned)
        let ownOffset = UInt.max
        // A call that takes an offset but no flags refuses -1, which `call` would take for the file's own.
        if isPositioned, !isFlagged, offset == ownOffset { return nil }
        let position = isPositioned ? offset : ownOffset
        let nowait = UInt(RWF_NOWAIT) | (isFlagged ? flags : 0)
        // The buffer of a call that has only one, as the list that `call` takes.
        var buffer = (memory, count)
        let result = withUnsafeBytes(of: &buffer) { buffer in
            let (list, length) =
                step.effects.contains(.vectored) ? (memory, count) : (UInt(bitPattern: buffer.baseAddress), 1)
            return Step(call, (descriptor, list, length, position, high, nowait)).made()
        }
        switch CInt(truncatingIfNeeded: -result) {
        case EAGAIN, EOPNOTSUPP, ENOSYS: return nil
        default: return result
        }
    }

    /// Runs `body` on this thread with `SIGPIPE` blocked, and takes one that it caused. The thread is borrowed,
    /// and has its mask back before anything else can run on it.
    static func withoutPipeSignal(_ body: () -> Int?) -> Int? {
        var signal = pipeSignal
        return withUnsafeBytes(of: &signal) { signal in
            let set = UInt(bitPattern: signal.baseAddress)
            var before: UInt64 = 0
            return withUnsafeMutableBytes(of: &before) { before in
                let old = UInt(bitPattern: before.baseAddress)
                mask(SIG_BLOCK, set, old)
                let result = body()
                let wasBlocked = before.load(as: UInt64.self) & pipeSignal != 0
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
    private static let pipeSignal: UInt64 = 1 << (UInt64(SIGPIPE) - 1)

    private static func mask(_ how: CInt, _ set: UInt, _ old: UInt) {
        _ = rsyscall_instruction(
            Int(__NR_rt_sigprocmask), UInt(how), set, old, UInt(MemoryLayout<UInt64>.size), 0, 0)
    }
}
