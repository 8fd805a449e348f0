/// A space that a process with memory of its own shares with us, as its connection uses it.
protocol SharedMemory: AnyObject, Sendable {
    /// Returns `byteCount` bytes, or `nil` if there is no such room.
    func take(_ byteCount: Int) -> FrameBlock?

    /// Takes back the block with this name.
    func giveBack(_ name: UInt)

    /// The call by which the process would ring, whether or not something has ended.
    var ring: Step { get }
}
