import CRsyscall
import SystemPackage

/// A call that reads or writes, made on the calling thread if it need not wait.
///
/// That a descriptor polls ready is not enough: another reader may come first, and a terminal or an eventfd
/// that has room for something need not have room for all. `RWF_NOWAIT` leaves no such gap.
enum NowaitCall {
    /// What the kernel left in the result register; `nil` where the call would wait, or has no form that does
    /// not.
    static func read(_ request: SyscallRequest) -> Int? {
        if isOfStoredFile(request) { return instruction(request) }
        let result = nowait(request)
        // Zero bytes too: Linux 5.9 and 5.10 give that where there are none yet.
        return result == 0 ? nil : result
    }

    /// The same of a call that writes. Where nobody reads, it gives `EPIPE` and sends no `SIGPIPE`.
    static func write(_ request: SyscallRequest) -> Int? {
        if isOfStoredFile(request) { return instruction(request) }
        return withoutPipeSignal { nowait(request) }
    }

    /// Whether the call reads or writes a file whose data is stored: it ends, however long that may take.
    private static func isOfStoredFile(_ request: SyscallRequest) -> Bool {
        switch CInt(truncatingIfNeeded: request.number) {
        case __NR_read, __NR_readv, __NR_pread64, __NR_preadv, __NR_preadv2: break
        case __NR_write, __NR_writev, __NR_pwrite64, __NR_pwritev, __NR_pwritev2: break
        default: return false
        }
        var status = rsyscall_stat()
        let result = withUnsafeMutableBytes(of: &status) { status in
            rsyscall_instruction(
                Int(__NR_fstat), request.arguments.0, UInt(bitPattern: status.baseAddress), 0, 0, 0, 0)
        }
        guard result == 0 else { return false }
        let type = FileStatus(layout: status).fileType
        return type == .reg || type == .dir || type == .blk
    }

    private static func instruction(_ request: SyscallRequest) -> Int {
        let (a, b, c, d, e, f) = request.arguments
        return rsyscall_instruction(request.number, a, b, c, d, e, f)
    }

    private static func nowait(_ request: SyscallRequest) -> Int? {
        let (descriptor, memory, count, offset, high, flags) = request.arguments
        // The buffer of a call that has only one, as the list that these calls take.
        var buffer = (memory, count)
        let result = withUnsafeBytes(of: &buffer) { buffer in
            let list = UInt(bitPattern: buffer.baseAddress)
            let nowait = UInt(RWF_NOWAIT)
            let here = UInt.max
            func call(
                _ call: CInt, _ list: UInt, _ count: UInt, _ offset: UInt, _ high: UInt, _ flags: UInt
            ) -> Int {
                rsyscall_instruction(Int(call), descriptor, list, count, offset, high, flags)
            }
            return switch CInt(truncatingIfNeeded: request.number) {
            case __NR_read: call(__NR_preadv2, list, 1, here, here, nowait)
            case __NR_readv: call(__NR_preadv2, memory, count, here, here, nowait)
            case __NR_preadv2: call(__NR_preadv2, memory, count, offset, high, flags | nowait)
            case __NR_write: call(__NR_pwritev2, list, 1, here, here, nowait)
            case __NR_writev: call(__NR_pwritev2, memory, count, here, here, nowait)
            case __NR_pwritev2: call(__NR_pwritev2, memory, count, offset, high, flags | nowait)
            default: -Int(EOPNOTSUPP)
            }
        }
        switch CInt(truncatingIfNeeded: -result) {
        case EAGAIN, EOPNOTSUPP, ENOSYS: return nil
        default: return result
        }
    }

    /// Runs `body` on this thread with `SIGPIPE` blocked, and takes one that it caused. The thread is borrowed,
    /// and has its mask back before anything else can run on it.
    private static func withoutPipeSignal(_ body: () -> Int?) -> Int? {
        var signal = Sigset(.pipe).layout
        return withUnsafeBytes(of: &signal) { signal in
            let set = UInt(bitPattern: signal.baseAddress)
            var before: UInt64 = 0
            return withUnsafeMutableBytes(of: &before) { before in
                let old = UInt(bitPattern: before.baseAddress)
                mask(SIG_BLOCK, set, old)
                let result = body()
                let wasBlocked = Sigset(layout: before.load(as: UInt64.self)).contains(.pipe)
                if result == -Int(EPIPE), !wasBlocked {
                    var noTime: (Int, Int) = (0, 0)
                    _ = withUnsafeBytes(of: &noTime) { noTime in
                        rsyscall_instruction(
                            Int(__NR_rt_sigtimedwait), set, 0, UInt(bitPattern: noTime.baseAddress),
                            UInt(Sigset.byteCount), 0, 0)
                    }
                }
                mask(SIG_SETMASK, old, 0)
                return result
            }
        }
    }

    private static func mask(_ how: CInt, _ set: UInt, _ old: UInt) {
        _ = rsyscall_instruction(
            Int(__NR_rt_sigprocmask), UInt(how), set, old, UInt(Sigset.byteCount), 0, 0)
    }
}
