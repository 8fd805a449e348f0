/// Where the children of a process whose memory we share get their mailboxes and stacks, and what they ring.
protocol SharedNursery: AnyObject, Sendable {
    var doorbell: Doorbell { get }
    /// The address at which a child starts, in its memory.
    var childEntry: UInt { get }
    /// The address of the life that a child must not outlast; null if that isn't in its memory.
    var parentLife: Address { get }
    /// Whether the kernel rings when a child leaves the memory.
    var seesDepartures: Bool { get }
    /// The space that children share with us, unless they share all of our memory.
    var sharedMemory: (any SharedMemory)? { get }

    /// Takes room for a child, with zero bytes in its struct.
    ///
    /// - Throws: ``AllocationError``.
    func takePlace() throws(AllocationError) -> ChildPlace
}

/// Room for a child's mailbox and stack.
struct ChildPlace: @unchecked Sendable {
    // Sound because nothing changes the pointer, and a mailbox decides who uses the bytes.
    /// Where the child's struct is. Below it is the stack.
    let start: UnsafeMutableRawPointer
    /// What must be added to an address here to get the one that the same byte has in the child.
    let shift: UInt
    /// What gives the room back once nothing keeps it.
    let storage: any AnyObject & Sendable

    /// The address that the child's struct has in the child.
    var address: UInt { UInt(bitPattern: start) &+ shift }
}
