import CRsyscall
import Glibc
import SystemPackage

/// What is sent over a stream. What the stream doesn't take at once waits here; it is bounded, since each process has a
/// window.
final class StreamSender: Sendable {
    private let descriptor: FileDescriptorNumber
    private let source: EventSource
    private let loop: EventLoop
    private let state = Guarded(State())

    private struct State {
        var waiting: [UInt8] = []
        var start = 0
        /// Whether a task waits until the stream takes more.
        var isAwaited = false
        var isOver = false
    }

    /// Takes over a descriptor of our own table that doesn't block.
    init(_ descriptor: FileDescriptorNumber, _ loop: EventLoop) {
        self.descriptor = descriptor
        self.loop = loop
        source = EventSource(descriptor, loop, isShared: false)
        loop.table.reserve(descriptor)
    }

    deinit {
        source.stop()
        loop.table.release(descriptor)
        _ = Step(.close, (descriptor.register, 0, 0, 0, 0, 0)).made()
    }

    /// Adds a message.
    func append(_ message: UnsafeRawBufferPointer) {
        state.withLock { state in
            guard !state.isOver else { return }
            var rest = message
            if state.start == state.waiting.count, message.count > Self.directly {
                rest = UnsafeRawBufferPointer(rebasing: message[max(write(message), 0)...])
            }
            state.waiting.append(contentsOf: rest)
        }
    }

    /// From how many bytes on a message isn't copied first.
    private static let directly = 16 << 10

    /// Writes what the stream takes now, and has the rest written later.
    func flush() {
        let mustWait = state.withLock { state in
            writeWaiting(&state)
            guard state.start < state.waiting.count, !state.isAwaited, !state.isOver else { return false }
            state.isAwaited = true
            return true
        }
        if mustWait { writeLater() }
    }

    /// Drops what waits, and takes no more.
    func close() {
        state.withLock { state in
            state.isOver = true
            (state.waiting, state.start) = ([], 0)
        }
        _ = Step(.shutdown, (descriptor.register, 2, 0, 0, 0, 0)).made()
    }

    private func writeLater() {
        Task.detached { [self] in
            while true {
                let moment = source.moment(of: .writing)
                let isDone = state.withLock { state in
                    writeWaiting(&state)
                    if state.start == state.waiting.count || state.isOver { state.isAwaited = false }
                    return !state.isAwaited
                }
                if isDone { return }
                if (try? await source.wait(for: .writing, after: moment)) == nil {
                    // The loop is gone: without it nothing can be awaited.
                    try? await Task.sleep(for: .milliseconds(1))
                }
            }
        }
    }

    private func writeWaiting(_ state: inout State) {
        guard state.start < state.waiting.count else { return }
        state.waiting.withUnsafeBytes { bytes in
            while state.start < bytes.count {
                let count = write(UnsafeRawBufferPointer(rebasing: bytes[state.start...]))
                guard count > 0 else { return }
                state.start += count
            }
        }
        if state.start == state.waiting.count {
            state.waiting.removeAll(keepingCapacity: state.waiting.count <= Self.directly)
            state.start = 0
        }
    }

    /// - Returns: The number of bytes that were written, or a negated errno. If the stream takes no more, it is ended, which
    ///   the reader reports.
    private func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        while true {
            let result = Step(
                .sendto,
                (
                    descriptor.register, UInt(bitPattern: bytes.baseAddress), UInt(bytes.count),
                    UInt(MSG_NOSIGNAL), 0, 0
                )
            ).made()
            if result == -Int(EINTR) { continue }
            // The other side may have ended only this direction, and would then be waited for in vain.
            if result < 0, result != -Int(EAGAIN) {
                _ = Step(.shutdown, (descriptor.register, 2, 0, 0, 0, 0)).made()
            }
            return result
        }
    }
}
