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
        // `accept4`, for example.
        guard step.effects.contains(.transfers) else {
            return FileGlance.isNonblocking(step.words.0) ? step.made() : nil
        }
        switch wait(of: step) {
        case .never: return step.made()
        case .byItself: return FileGlance.readingMayWait(step.words.0) ? nil : step.made()
        case .forServer: return nil
        case .forPeer: return settled(nowait(.preadv2, step))
        case .unknown:
            let result = settled(nowait(.preadv2, step))
            // For a regular file, Linux 5.9 and 5.10 return zero bytes if none are there yet.
            return result == 0 ? nil : result
        }
    }

    /// Does the same for a call that writes. If a pipe has no reader, the result is `EPIPE`, and no `SIGPIPE` is sent.
    static func write(_ step: Step) -> Int? {
        guard step.effects.contains(.transfers) else { return nil }
        switch wait(of: step) {
        case .never, .byItself: return step.made()
        case .forServer: return nil
        case .forPeer, .unknown:
            // Pipe writes of up to PIPE_BUF bytes are atomic; of a longer one the pipe would take a part.
            guard byteCount(step) <= pipeBuffer else { return nil }
            return settled(PipeSignal.without { flags in nowait(.pwritev2, step, flags) })
        }
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

    private enum Wait {
        /// The data of its file is stored: the call ends, however long that may take.
        case never
        /// The kernel generates the contents, and may wait for them.
        case byItself
        /// The call waits for the process or host that serves the file system.
        case forServer
        /// The call waits for the other end, unless a flag asks it not to.
        case forPeer
        case unknown
    }

    /// Returns what the call may wait for.
    private static func wait(of step: Step) -> Wait {
        if step.effects.contains(.streams) { return .forPeer }
        let descriptor = step.words.0
        let glance = FileGlance(descriptor)
        guard glance.result == 0 else { return .unknown }
        switch glance.type {
        case CInt(S_IFDIR), CInt(S_IFBLK): return .never
        case CInt(S_IFREG):
            switch ServedMounts.shared.kind(of: glance, asking: descriptor) {
            case .stored: return .never
            case .served: return .forServer
            case .other: return .byItself
            }
        default: return .forPeer
        }
    }

    /// Makes the step as `call`, which is `preadv2` or `pwritev2`: these can do what all the others do.
    ///
    /// - Returns: What the kernel left in the result register; `EOPNOTSUPP` if it can't.
    private static func nowait(_ call: SYS, _ step: Step, _ added: UInt = 0) -> Int {
        let (descriptor, memory, count, offset, high, flags) = step.words
        let isFlagged = step.effects.contains(.flagged)
        let isPositioned = step.effects.contains(.positioned)
        let ownOffset = UInt.max
        // A call that takes an offset but no flags refuses -1, which `call` would take for the file's own.
        if isPositioned, !isFlagged, offset == ownOffset { return -Int(EOPNOTSUPP) }
        let position = isPositioned ? offset : ownOffset
        let nowait = UInt(RWF_NOWAIT) | added | (isFlagged ? flags : 0)
        // The single buffer of the original call, as the list that `call` takes.
        var buffer = (memory, count)
        return withUnsafeBytes(of: &buffer) { buffer in
            let (list, length) =
                step.effects.contains(.vectored) ? (memory, count) : (UInt(bitPattern: buffer.baseAddress), 1)
            return Step(call, (descriptor, list, length, position, high, nowait)).made()
        }
    }

    /// Returns the result of a call that ended, or `nil` if it would have waited or couldn't be made.
    private static func settled(_ result: Int?) -> Int? {
        guard let result, result != -Int(EAGAIN), !isUnknown(result) else { return nil }
        return result
    }

    /// Whether the file, the kernel, or a filter doesn't know the call that doesn't wait. Another may be made instead.
    static func isUnknown(_ result: Int) -> Bool {
        switch CInt(truncatingIfNeeded: -result) {
        case EOPNOTSUPP, ENOSYS, EPERM: true
        default: false
        }
    }
}
