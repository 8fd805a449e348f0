import CRsyscall
import func Glibc.getpid
import SystemPackage

/// The signals of our own process that Swift tasks wait for: a handler writes them to a pipe, which the event loop
/// watches.
///
/// A signalfd would not do: an epoll instance reports only the signals of the thread that waits on it, and our threads
/// block them.
final class CaughtSignals: Sendable {
    private let loop: EventLoop
    private let state = Guarded(State())

    private struct State {
        /// The end that is read from. It stays open: a handler may be about to write to the other one.
        var pipe: FileDescriptorNumber?
        /// Whether the loop watches the pipe.
        var isWatched = false
        var next: UInt64 = 1
        var listeners: [UInt64: Listener] = [:]
        var caught: Set<CInt> = []

        /// Whether a listener waits for the signal.
        func isAwaited(_ signal: CInt) -> Bool { listeners.values.contains { $0.awaits(signal) } }
    }

    private struct Listener {
        let signals: Set<CInt>
        let stream: Stream.Continuation

        func awaits(_ signal: CInt) -> Bool { signals.contains(signal) }
    }

    /// A `siginfo_t` for each signal.
    typealias Stream = AsyncThrowingStream<InlineArray<16, UInt64>, any Error>

    /// How many signals are kept for a task that doesn't wait for them: as many as the pipe holds.
    private static let mostKept = 512

    init(_ loop: EventLoop) {
        self.loop = loop
    }

    /// Catches the signals until the stream is dropped, and then restores their former actions.
    ///
    /// - Throws: ``SyscallError``: `EINVAL` for a signal that can't be caught.
    func stream(of signals: Set<CInt>) throws(SyscallError) -> Stream {
        let (stream, continuation) = Stream.makeStream(bufferingPolicy: .bufferingNewest(Self.mostKept))
        let result: Result<UInt64, SyscallError> = state.withLock { state in
            let key = state.next
            state.next += 1
            state.listeners[key] = Listener(signals: signals, stream: continuation)
            do throws(SyscallError) {
                try start(&state)
                for signal in signals { try catchSignal(signal, &state) }
                return .success(key)
            } catch {
                remove(key, &state)
                return .failure(error)
            }
        }
        let key = try result.get()
        continuation.onTermination = { [self] _ in state.withLock { remove(key, &$0) } }
        return stream
    }

    private func catchSignal(_ signal: CInt, _ state: inout State) throws(SyscallError) {
        // Also if it is caught already: its action may have been set to another one since.
        let failure = rsyscall_catch_signal(signal)
        guard failure == 0 else { throw refusal(of: .sigaction, -Int(failure)) }
        state.caught.insert(signal)
    }

    private func remove(_ key: UInt64, _ state: inout State) {
        guard let listener = state.listeners.removeValue(forKey: key) else { return }
        for signal in listener.signals where !state.isAwaited(signal) {
            if state.caught.remove(signal) != nil { rsyscall_release_signal(signal) }
        }
    }

    /// Makes the loop watch the pipe, which is created first if there is none.
    private func start(_ state: inout State) throws(SyscallError) {
        if state.isWatched { return }
        let pipe: FileDescriptorNumber
        if let made = state.pipe { pipe = made } else { pipe = try makePipe() }
        state.pipe = pipe
        try watch(pipe)
        state.isWatched = true
    }

    /// Creates the pipe. It stays, since a handler may be about to write to it.
    private func makePipe() throws(SyscallError) -> FileDescriptorNumber {
        var ends: (read: CInt, write: CInt) = (-1, -1)
        let flags = UInt(O_CLOEXEC) | UInt(O_NONBLOCK)
        let result = withUnsafeMutableBytes(of: &ends) { room in
            Step(.pipe2, (UInt(bitPattern: room.baseAddress), flags, 0, 0, 0, 0)).made()
        }
        guard result == 0 else { throw refusal(of: .pipe2, result) }
        let (read, write) = (FileDescriptorNumber(ends.read), FileDescriptorNumber(ends.write))
        loop.table.reserve(read)
        loop.table.reserve(write)
        rsyscall_set_signal_pipe(ends.write)
        return read
    }

    private func watch(_ pipe: FileDescriptorNumber) throws(SyscallError) {
        _ = try loop.watch(pipe) { [self] in take($0, from: pipe) }
    }

    private func take(_ watched: Result<Void, SyscallError>, from pipe: FileDescriptorNumber) {
        do throws(SyscallError) {
            try watched.get()
            handOut(from: pipe)
            try watch(pipe)
        } catch {
            end(error)
        }
    }

    /// Delivers all signals that are in the pipe.
    private func handOut(from pipe: FileDescriptorNumber) {
        while true {
            var info = InlineArray<16, UInt64>(repeating: 0)
            let count = withUnsafeMutableBytes(of: &info) { info in
                rsyscall_instruction(
                    Int(__NR_read), pipe.register, UInt(bitPattern: info.baseAddress), UInt(info.count), 0, 0,
                    0)
            }
            // A write of so few bytes is kept whole.
            if count == MemoryLayout.size(ofValue: info) {
                handOut(info)
                continue
            }
            let lost = rsyscall_take_lost_signals()
            if lost == 0 { return }
            for signal in UInt64(1)...64 where lost & 1 << (signal - 1) != 0 {
                info = InlineArray(repeating: 0)
                info[0] = signal
                info[2] = Self.unknownSender
                handOut(info)
            }
        }
    }

    private func handOut(_ info: InlineArray<16, UInt64>) {
        let signal = Self.signal(of: info)
        let listeners = state.withLock { $0.listeners.values.filter { $0.awaits(signal) } }
        for listener in listeners {
            var next = info
            // A flood of one signal must not displace others.
            for _ in 0..<Self.mostKept {
                guard case .dropped(let oldest) = listener.stream.yield(next),
                    Self.signal(of: oldest) != signal
                else { break }
                next = oldest
            }
        }
    }

    /// The sender of a signal whose information was lost: process 0, as for a sender in another pid namespace, and in the
    /// upper half the user nobody.
    private static let unknownSender: UInt64 = 65534 << 32

    private static func signal(of info: InlineArray<16, UInt64>) -> CInt { CInt(truncatingIfNeeded: info[0]) }

    /// Ends all streams, since the pipe isn't watched anymore. The next stream watches it again.
    private func end(_ error: SyscallError) {
        let listeners = state.withLock { state in
            state.isWatched = false
            return state.listeners.values.map(\.stream)
        }
        for listener in listeners { listener.finish(throwing: error) }
    }

    private func refusal(of call: SYS, _ result: Int) -> SyscallError {
        SyscallError(errno: Errno(rawValue: CInt(-result)), call: call.name, process: ProcessID(getpid()))
    }
}
