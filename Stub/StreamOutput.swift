import CStub

/// The end of the stream that the relay writes, which never waits: what it doesn't take yet stays here, and no more is
/// taken on.
struct StreamOutput {
    private let descriptor: UInt
    private let buffer: UnsafeMutableRawPointer
    private var start = 0
    private var end = 0
    /// Bytes in the memory of a process that come after those in the buffer.
    private var rest: UnsafeMutableRawPointer
    private var missing = 0
    private(set) var isOver = false

    private static let size = 256 << 10
    /// From how many bytes on they aren't copied to the buffer.
    private static let directly = 32 << 10

    init(_ descriptor: UInt) {
        self.descriptor = descriptor
        buffer = takePages(Self.size)
        rest = buffer
    }

    /// Whether there is nothing left to write.
    var isEmpty: Bool { start == end && missing == 0 }

    /// Whether bytes that were not copied are still to be written.
    var borrows: Bool { missing > 0 }

    /// Whether a short message fits in.
    mutating func hasRoom(_ count: Int) -> Bool {
        guard missing == 0 else { return false }
        if Self.size - end >= count { return true }
        flush()
        return Self.size - end >= count
    }

    /// Adds bytes for which there is room.
    mutating func append(_ bytes: UnsafeRawPointer, _ count: Int) {
        (buffer + end).copyMemory(from: bytes, byteCount: count)
        end += count
    }

    /// Adds bytes that aren't copied, and so must not change until they are written.
    ///
    /// - Returns: `false` if not even that is possible yet.
    mutating func append(lasting bytes: UnsafeMutableRawPointer, _ count: Int) -> Bool {
        if count < Self.directly, hasRoom(count) {
            append(UnsafeRawPointer(bytes), count)
            return true
        }
        flush()
        guard isEmpty else { return false }
        (rest, missing) = (bytes, count)
        flush()
        return true
    }

    /// Writes what the stream takes.
    ///
    /// - Returns: Whether it took anything.
    @discardableResult
    mutating func flush() -> Bool {
        var hasWritten = false
        while start < end {
            let count = write(buffer + start, end - start)
            guard count > 0 else { return hasWritten }
            start += count
            hasWritten = true
        }
        (start, end) = (0, 0)
        while missing > 0 {
            let count = write(rest, missing)
            guard count > 0 else { return hasWritten }
            rest += count
            missing -= count
            hasWritten = true
        }
        return hasWritten
    }

    /// Waits until the stream takes more, or has ended.
    func wait() {
        // A struct pollfd: the descriptor, and POLLOUT.
        var pollfd = UInt64(descriptor) | 4 << 32
        withUnsafePointer(to: &pollfd) { pollfd in
            _ = call(__NR_ppoll, UInt(bitPattern: pollfd), 1)
        }
    }

    private mutating func write(_ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
        let result = call(__NR_write, descriptor, UInt(bitPattern: bytes), UInt(count))
        if result > 0 { return result }
        if result != -Int(EAGAIN) && result != -Int(EINTR) { isOver = true }
        return 0
    }
}
