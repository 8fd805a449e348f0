import CRsyscall
import Glibc
import RsyscallWire
import SystemPackage

/// The messages that come over a stream, one after another.
///
/// One thread at a time uses it.
final class StreamReader: @unchecked Sendable {
    // Sound because `StreamLink` lets one thread at a time in.
    private let descriptor: FileDescriptorNumber
    private var buffer: UnsafeMutableRawPointer
    private var capacity = StreamReader.usual
    private var start = 0
    private var end = 0
    /// The process that takes what comes next, the rest of an answer.
    private var receiver: StreamServer?

    private static let usual = 256 << 10
    private static let mostReads = 64
    private static let impossible = "a message on it was impossible"
    /// From how many missing bytes on an answer is read to its place.
    private static let directly = 32 << 10
    /// The largest message: all results, and all of a frame.
    private static let most =
        WireHeader.byteCount + Wire.mostSteps * 8 + Wire.largestProgram + Wire.mostOutputs * 8

    /// - Parameter received: What was read before.
    init(_ descriptor: FileDescriptorNumber, _ received: [UInt8]) {
        self.descriptor = descriptor
        capacity = max(Self.usual, received.count)
        // As small as this is, the system has it or the program ends anyway.
        buffer = .allocate(byteCount: capacity, alignment: 16)
        received.withUnsafeBytes {
            if let start = $0.baseAddress { buffer.copyMemory(from: start, byteCount: $0.count) }
        }
        end = received.count
    }

    deinit { buffer.deallocate() }

    /// Reads what has come, and passes each message to `link`.
    ///
    /// - Returns: Why there will be no more messages; `nil` if there may be.
    func receive(from link: StreamLink) -> String? {
        if end > start, receiver == nil, !takeMessages(link) { return Self.impossible }
        // Not more at a time, since who sends without end would keep this thread from all else.
        for _ in 0..<Self.mostReads {
            let count: Int
            let room: Int
            if let receiver {
                room = 0
                count = receiver.fill(read)
                if count > 0 { self.receiver = nil }
            } else {
                room = capacity - end
                count = read(UnsafeMutableRawBufferPointer(start: buffer + end, count: room))
                if count > 0 { end += count }
            }
            if count == -Int(EAGAIN) { return nil }
            guard count > 0 else { return count == 0 ? "it was closed" : "\(Errno(rawValue: CInt(-count)))" }
            guard takeMessages(link) else { return Self.impossible }
            // With less than there was room for, there is no more.
            if count < room { return nil }
        }
        return nil
    }

    /// - Returns: The number of bytes, 0 at the end of the stream, or a negated errno.
    private func read(_ target: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = Step(
                .read,
                (
                    descriptor.register, UInt(bitPattern: target.baseAddress), UInt(target.count), 0, 0, 0
                )
            ).made()
            if count != -Int(EINTR) { return count }
        }
    }

    private func takeMessages(_ link: StreamLink) -> Bool {
        while end - start >= WireHeader.byteCount {
            let header = (buffer + start).loadUnaligned(as: WireHeader.self)
            let length = Int(header.length)
            guard length >= WireHeader.byteCount, length & 7 == 0, length <= Self.most else { return false }
            let body = UnsafeRawBufferPointer(
                start: buffer + start + WireHeader.byteCount,
                count: min(length, end - start) - WireHeader.byteCount)
            if end - start < length {
                guard length - (end - start) >= Self.directly else { return makeRoom(length) }
                receiver = link.receiver(of: header, length - WireHeader.byteCount, startingWith: body)
                if receiver == nil { return makeRoom(length) }
                start = end
            } else {
                guard link.deliver(header, body) else { return false }
                start += length
            }
        }
        return makeRoom(WireHeader.byteCount)
    }

    /// Makes room for a message of which there is only a part.
    private func makeRoom(_ length: Int) -> Bool {
        let kept = end - start
        let wanted = length <= Self.usual ? Self.usual : length
        if wanted > capacity || (wanted == Self.usual && capacity > wanted && kept <= wanted) {
            guard let larger = Self.allocate(wanted) else { return false }
            larger.copyMemory(from: buffer + start, byteCount: kept)
            buffer.deallocate()
            (buffer, capacity) = (larger, wanted)
        } else if start > 0 {
            buffer.copyMemory(from: buffer + start, byteCount: kept)
        }
        (start, end) = (0, kept)
        return true
    }

    private static func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
        ValueRoom.isInSystem(size) ? .allocate(byteCount: size, alignment: 16) : nil
    }
}
