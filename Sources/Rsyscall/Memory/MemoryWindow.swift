/// The part of another address space that our process has mapped too, possibly at a different address.
@usableFromInline
struct MemoryWindow: Sendable {
    private let start: UInt
    private let length: UInt
    /// What must be added to an address of the space to get ours.
    private let shift: UInt

    /// `length` bytes from `start`, which lie at `ours` here.
    init(_ start: UInt, length: UInt, at ours: UInt) {
        self.start = start
        self.length = length
        shift = ours &- start
    }

    /// All addresses, of a space that is ours.
    static let everything = MemoryWindow(0, length: .max, at: 0)
    /// No addresses, of a space whose bytes we don't have.
    static let nothing = MemoryWindow(0, length: 0, at: 0)

    /// Whether the space is ours, so that no other process writes there unasked.
    @usableFromInline var isEverything: Bool { length == .max }

    /// Where the `count` bytes at an address lie here, which all do or none; `nil` if they don't.
    @usableFromInline
    func bytes(_ address: UInt, _ count: Int) -> UnsafeMutableRawBufferPointer? {
        guard address &- start < length else { return nil }
        // A copy of our process shares a window with it that isn't everything, and knows nothing of what it does there.
        if !isEverything, CopiedProcess.isThis { return nil }
        return Address(address &+ shift).local(count)
    }
}
