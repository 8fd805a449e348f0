import CRsyscall
import Glibc
import SystemPackage

/// What is sent over a stream. What the stream doesn't take at once waits here; it is bounded, since each process has a
/// window.
final class StreamSender: Sendable {
    let descriptor: FileDescriptorNumber
    private let loop: EventLoop
    private let state = Guarded(State())
    /// The loop's key for the last watch.
    private let key = Guarded<EventLoop.Key?>(nil)

    /// Bytes that wait: first some that were copied, then some that a request lends.
    fileprivate struct Piece {
        var copied: [UInt8] = []
        var lent = UnsafeRawBufferPointer(start: nil, count: 0)
        var lender: StreamRequest?

        var count: Int { copied.count + lent.count }
    }

    fileprivate struct State: @unchecked Sendable {
        // Sound because the pointers are used under the lock, and only as long as the lender's task waits.
        /// There is always one, so that its buffer is used again.
        var pieces = [Piece()]
        /// How much of the first one has been written.
        var written = 0
        /// Whether the stream has taken no more, and the rest is written when it does.
        var isFull = false
        /// Whether the loop does that.
        var isAwaited = false
        var isOver = false

        var isEmpty: Bool { pieces.count == 1 && written == pieces[0].count }
    }

    /// Takes over a descriptor of our own table that doesn't block.
    init(_ descriptor: FileDescriptorNumber, _ loop: EventLoop) {
        self.descriptor = descriptor
        self.loop = loop
        loop.table.reserve(descriptor)
    }

    deinit {
        if let key = key.withLock({ $0.take() }) { loop.remove(key, descriptor) }
        loop.table.release(descriptor)
        _ = Step(.close, (descriptor.register, 0, 0, 0, 0, 0)).made()
    }

    /// Adds a message.
    func append(_ message: UnsafeRawBufferPointer) {
        state.withLock { if !$0.isOver { $0.append(message) } }
    }

    /// Adds a program. It may lend the bytes of its frame, until they are sent or kept.
    func append(_ request: StreamRequest) {
        state.withLock { state in
            guard !state.isOver else { return }
            state.append(UnsafeRawBufferPointer(request.head))
            request.forEachInput { bytes in
                let isLent = bytes.count >= StreamRequest.lending
                if isLent { state.lend(bytes, by: request) } else { state.append(bytes) }
            }
        }
    }

    /// A buffer that is larger isn't kept.
    fileprivate static let largestKept = 64 << 10

    /// Whether bytes that a request lends are still to be sent.
    func borrows(from request: StreamRequest) -> Bool {
        state.withLock { $0.pieces.contains { $0.lender === request } }
    }

    /// Copies what a request lends, since its task won't wait any longer.
    func keep(_ request: StreamRequest) {
        state.withLock { state in
            for index in state.pieces.indices where state.pieces[index].lender === request {
                state.pieces[index].copied.append(contentsOf: state.pieces[index].lent)
                state.pieces[index].lent = UnsafeRawBufferPointer(start: nil, count: 0)
                state.pieces[index].lender = nil
            }
        }
    }

    /// Writes what the stream takes now.
    ///
    /// - Returns: Whether it took no more just now, so that the caller must see to the rest.
    func flush() -> Bool {
        state.withLock { state in
            guard !state.isFull else { return false }
            writeWaiting(&state)
            return state.isFull
        }
    }

    /// Whether the stream has taken no more, and there is a rest to write.
    var isFull: Bool { state.withLock { $0.isFull } }

    /// Writes what the stream takes of the rest.
    func writeOn() { state.withLock { writeWaiting(&$0) } }

    /// Has the loop write the rest, if there is one.
    func awaitRoom() {
        let mustWait = state.withLock { state in
            guard state.isFull, !state.isAwaited else { return false }
            state.isAwaited = true
            return true
        }
        guard mustWait else { return }
        do {
            let watched = try loop.watch(descriptor, writing: true) { [weak self] in self?.takesMore($0) }
            key.withLock { $0 = watched }
        } catch {
            close()
        }
    }

    private func takesMore(_ result: Result<Void, SyscallError>) {
        guard case .success = result else { return close() }
        state.withLock { state in
            state.isAwaited = false
            writeWaiting(&state)
        }
        awaitRoom()
    }

    /// Drops what waits, and takes no more. The reader reports the end of the stream.
    func close() {
        state.withLock { $0.end() }
        _ = Step(.shutdown, (descriptor.register, 2, 0, 0, 0, 0)).made()
    }

    private func writeWaiting(_ state: inout State) {
        while !state.isEmpty {
            let result = state.pieces[0].copied.withUnsafeBytes { copied in
                let isCopied = state.written < copied.count
                let (bytes, start) =
                    isCopied ? (copied, state.written) : (state.pieces[0].lent, state.written - copied.count)
                return write(UnsafeRawBufferPointer(rebasing: bytes[start...]))
            }
            state.isFull = result == -Int(EAGAIN)
            if state.isFull { return }
            guard result > 0 else { return state.end() }
            state.written += result
            if state.written == state.pieces[0].count { state.dropFirst() }
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

extension StreamSender.State {
    fileprivate mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if pieces[pieces.count - 1].lender != nil { pieces.append(StreamSender.Piece()) }
        pieces[pieces.count - 1].copied.append(contentsOf: bytes)
    }

    fileprivate mutating func lend(_ bytes: UnsafeRawBufferPointer, by request: StreamRequest) {
        if pieces[pieces.count - 1].lender != nil { pieces.append(StreamSender.Piece()) }
        pieces[pieces.count - 1].lent = bytes
        pieces[pieces.count - 1].lender = request
    }

    /// Drops all, and takes no more.
    fileprivate mutating func end() {
        (isOver, isFull) = (true, false)
        (pieces, written) = ([StreamSender.Piece()], 0)
    }

    /// Removes the first piece, which has been written.
    fileprivate mutating func dropFirst() {
        written = 0
        if pieces.count > 1 {
            pieces.removeFirst()
        } else {
            pieces[0].copied.removeAll(keepingCapacity: pieces[0].copied.count <= StreamSender.largestKept)
            pieces[0].lent = UnsafeRawBufferPointer(start: nil, count: 0)
            pieces[0].lender = nil
        }
    }
}
