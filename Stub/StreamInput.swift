import CStub

/// The end of the stream that the relay reads, which never waits.
struct StreamInput {
    private let descriptor: UInt
    private let buffer: UnsafeMutableRawPointer
    private var start = 0
    private var end = 0
    private(set) var isOver = false

    private static let size = 256 << 10
    /// From how many missing bytes on they are read straight to their place.
    static let directly = 32 << 10

    init(_ descriptor: UInt) {
        self.descriptor = descriptor
        buffer = takePages(Self.size)
    }

    /// Reads what is there.
    ///
    /// - Returns: Whether anything was.
    mutating func fill() -> Bool {
        if start == end { (start, end) = (0, 0) }
        if end == Self.size {
            buffer.copyMemory(from: buffer + start, byteCount: end - start)
            (start, end) = (0, end - start)
        }
        guard end < Self.size else { return false }
        let count = read(buffer + end, Self.size - end)
        end += count
        return count > 0
    }

    /// Moves the next `count` bytes to `target` if they are there.
    mutating func take(_ count: Int, to target: UnsafeMutableRawPointer) -> Bool {
        guard end - start >= count else { return false }
        target.copyMemory(from: buffer + start, byteCount: count)
        start += count
        return true
    }

    /// Moves bytes to `target` until `missing` is 0 or no more are there.
    mutating func move(to target: inout UnsafeMutableRawPointer, _ missing: inout Int) {
        let here = missing < end - start ? missing : end - start
        target.copyMemory(from: buffer + start, byteCount: here)
        start += here
        target += here
        missing -= here
        while missing >= Self.directly {
            let count = read(target, missing)
            guard count > 0 else { return }
            target += count
            missing -= count
        }
    }

    private mutating func read(_ target: UnsafeMutableRawPointer, _ count: Int) -> Int {
        let result = call(__NR_read, descriptor, UInt(bitPattern: target), UInt(count))
        if result > 0 { return result }
        if result != -Int(EAGAIN) && result != -Int(EINTR) { isOver = true }
        return 0
    }
}

/// Maps memory that stays.
func takePages(_ size: Int) -> UnsafeMutableRawPointer {
    let (readWrite, privateAnonymous): (UInt, UInt) = (3, 0x22)
    let start = call(__NR_mmap, 0, UInt(size), readWrite, privateAnonymous, UInt.max, 0)
    guard start > 0, let memory = UnsafeMutableRawPointer(bitPattern: start) else {
        exit(RSYSCALL_STUB_MAPPING)
    }
    return memory
}
