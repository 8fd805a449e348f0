import Glibc

/// Bytes in a block that grows without being copied once it is large, as an array isn't.
struct CollectedBytes: ~Copyable {
    private var block: UnsafeMutableRawPointer?
    private var capacity = 0
    private(set) var count = 0

    deinit { free(block) }

    /// Returns room for the next bytes.
    mutating func room() throws(AllocationError) -> UnsafeMutableRawBufferPointer {
        if capacity - count < 64 << 10 {
            let larger = max(capacity * 2, 128 << 10)
            guard let moved = realloc(block, larger) else {
                throw .tooManyElements(larger, elementByteCount: 1)
            }
            (block, capacity) = (moved, larger)
        }
        return UnsafeMutableRawBufferPointer(
            start: block.map { $0 + count }, count: min(capacity - count, 1 << 20))
    }

    /// Adds the first bytes of the room.
    mutating func add(_ added: Int) { count += added }

    /// All bytes.
    var array: [UInt8] { Array(UnsafeRawBufferPointer(start: block, count: count)) }
}
