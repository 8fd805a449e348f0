import CRsyscall

/// The nursery of our own process and of all that share its memory.
final class LocalNursery: SharedNursery {
    let doorbell: Doorbell
    private let life: ThreadLife
    private let pages: ChildPages

    /// - Parameter life: The life of the thread that makes all children.
    init(_ doorbell: Doorbell, life: ThreadLife, pageSize: Int) {
        self.doorbell = doorbell
        self.life = life
        pages = ChildPages(pageSize: pageSize)
    }

    var childEntry: UInt { rsyscall_child_entry_address() }

    var parentLife: Address { life.address }

    var seesDepartures: Bool { true }

    var sharedMemory: (any SharedMemory)? { nil }

    func takePlace() throws(AllocationError) -> ChildPlace {
        let page = try pages.take()
        return ChildPlace(start: page.address.mutable, shift: 0, storage: page)
    }
}
