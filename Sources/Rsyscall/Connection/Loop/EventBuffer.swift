import CRsyscall

/// Room for the events that an epoll instance reports.
struct EventBuffer: ~Copyable {
    private let events: UnsafeMutablePointer<rsyscall_epoll_event>

    /// How many events it has room for.
    static let capacity = 64

    init() { events = .allocate(capacity: Self.capacity) }

    deinit { events.deallocate() }

    /// Waits for events for at most so many milliseconds, or without a limit if the number is negative.
    ///
    /// - Returns: What the kernel left in the result register: how many there are.
    func wait(_ epoll: FileDescriptorNumber, milliseconds: Int) -> Int {
        rsyscall_instruction(
            Int(__NR_epoll_pwait), epoll.register, UInt(bitPattern: events), UInt(Self.capacity),
            UInt(bitPattern: milliseconds), 0, 0)
    }

    /// One of the reported events.
    subscript(index: Int) -> rsyscall_epoll_event { events[index] }
}
