import Foundation
import Synchronization

/// Carries standard input to standard output, each piece a while after it has come, as a long line would. How many bytes
/// are on the way isn't limited.
struct DelayedBytes {
    let milliseconds: Int

    private struct Piece {
        let bytes: [UInt8]
        let due: ContinuousClock.Instant
    }

    private final class Line: Sendable {
        let pieces = Mutex<[Piece]>([])
        let ready = DispatchSemaphore(value: 0)
    }

    /// Returns once standard input has ended and all of it was written.
    func carry() {
        let line = Line()
        let delay = Duration.milliseconds(milliseconds)
        Thread.detachNewThread {
            var buffer = [UInt8](repeating: 0, count: 1 << 20)
            while true {
                let count = max(read(0, &buffer, buffer.count), 0)
                let piece = Piece(bytes: Array(buffer[..<count]), due: ContinuousClock.now + delay)
                line.pieces.withLock { $0.append(piece) }
                line.ready.signal()
                if count == 0 { return }
            }
        }
        while true {
            line.ready.wait()
            let piece = line.pieces.withLock { $0.removeFirst() }
            if piece.bytes.isEmpty { return }
            let (seconds, attoseconds) = (piece.due - ContinuousClock.now).components
            // The time itself is what this is for: the length of a line to another host.
            usleep(UInt32(max(seconds * 1_000_000 + attoseconds / 1_000_000_000_000, 0)))
            var rest = piece.bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}
