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

    private static let usual = 256 << 10
    private static let mostReads = 64
    /// The largest message: all results, and all of a frame.
    private static let most =
        WireHeader.byteCount + Wire.mostSteps * 8 + Wire.largestProgram + Wire.mostOutputs * 8

    init(_ descriptor: FileDescriptorNumber) {
        self.descriptor = descriptor
        // As small as this is, the system has it or the program ends anyway.
        buffer = .allocate(byteCount: Self.usual, alignment: 16)
    }

    deinit { buffer.deallocate() }

    /// Reads what has come, and passes each whole message to `deliver`.
    ///
    /// - Returns: Why there will be no more messages; `nil` if there may be.
    func receive(_ deliver: (WireHeader, UnsafeRawBufferPointer) -> Bool) -> String? {
        // Not more at a time, since who sends without end would keep this thread from all else.
        for _ in 0..<Self.mostReads {
            let room = capacity - end
            let count = Step(
                .read, (descriptor.register, UInt(bitPattern: buffer + end), UInt(room), 0, 0, 0)
            ).made()
            if count == -Int(EINTR) { continue }
            if count == -Int(EAGAIN) { return nil }
            guard count > 0 else { return count == 0 ? "it was closed" : "\(Errno(rawValue: CInt(-count)))" }
            end += count
            guard takeMessages(deliver) else { return "a message on it was impossible" }
            // With less than there was room for, there is no more.
            if count < room { return nil }
        }
        return nil
    }

    private func takeMessages(_ deliver: (WireHeader, UnsafeRawBufferPointer) -> Bool) -> Bool {
        while end - start >= WireHeader.byteCount {
            let header = (buffer + start).loadUnaligned(as: WireHeader.self)
            let length = Int(header.length)
            guard length >= WireHeader.byteCount, length & 7 == 0, length <= Self.most else { return false }
            guard end - start >= length else { return makeRoom(length) }
            let body = UnsafeRawBufferPointer(
                start: buffer + start + WireHeader.byteCount, count: length - WireHeader.byteCount)
            guard deliver(header, body) else { return false }
            start += length
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
