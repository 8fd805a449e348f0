import CStub

/// The memory that processes and the relay share: a doorbell and the relay's own life, then the places.
struct SharedPlaces {
    let bell: UnsafeMutablePointer<rsyscall_doorbell>
    let life: UnsafeMutablePointer<rsyscall_life>
    private let start: UnsafeMutableRawPointer
    let count: Int
    /// Whether processes share nothing with the relay but this memory.
    var areCopied = false

    private static let reserved = 65536
    private static let mostPlaces = 4096
    private static let mostEmulatedPlaces = 64
    private static let leastPlaces = 4

    /// Maps as many places as the limits of the process allow. A page takes up memory only once it is used.
    init() {
        // An emulator refuses this. It notes each page of a mapping, and copies the notes for each process.
        let isEmulated = call(__NR_set_robust_list, 0, 24) != 0
        var count = isEmulated ? Self.mostEmulatedPlaces : Self.mostPlaces
        while true {
            let (readWrite, sharedAnonymousNoreserve): (UInt, UInt) = (3, 0x4021)
            let size = UInt(Self.reserved + count * Place.stride)
            let mapped = call(__NR_mmap, 0, size, readWrite, sharedAnonymousNoreserve, UInt.max, 0)
            if mapped > 0, let memory = UnsafeMutableRawPointer(bitPattern: mapped) {
                bell = memory.assumingMemoryBound(to: rsyscall_doorbell.self)
                life = (memory + 4096).assumingMemoryBound(to: rsyscall_life.self)
                start = memory + Self.reserved
                self.count = count
                return
            }
            guard count > Self.leastPlaces else { exit(RSYSCALL_STUB_MAPPING) }
            count /= 2
        }
    }

    /// The address of the first place.
    var base: UInt { UInt(bitPattern: start) }

    subscript(index: Int) -> Place { Place(start: start + index * Place.stride) }
}

/// The memory of one process: its stack, its mailbox, what the relay notes of it, and its programs.
struct Place {
    let start: UnsafeMutableRawPointer

    static let stride = 18 << 20
    /// The child's struct, below which its stack is.
    static let child = 8192
    /// Where a process that is copied has its stack until it has copied itself.
    static let middle = 4080
    private static let note = 16384
    private static let small = 65536
    private static let large = small + Wire.window * Wire.smallProgram

    var child: UnsafeMutablePointer<rsyscall_child> {
        (start + Self.child).assumingMemoryBound(to: rsyscall_child.self)
    }

    var mailbox: UnsafeMutablePointer<rsyscall_mailbox> {
        (start + Self.child).assumingMemoryBound(to: rsyscall_mailbox.self)
    }

    var note: UnsafeMutablePointer<PlaceNote> {
        (start + Self.note).assumingMemoryBound(to: PlaceNote.self)
    }

    func slot(_ index: Int) -> UnsafeMutablePointer<rsyscall_slot> {
        let slots = MemoryLayout<rsyscall_mailbox>.size - Wire.window * MemoryLayout<rsyscall_slot>.stride
        return (start + Self.child + slots).assumingMemoryBound(to: rsyscall_slot.self) + index
    }

    /// The layout of the program in a slot.
    func layout(_ index: Int) -> UnsafeMutablePointer<ProgramLayout> {
        (start + Self.note + 4096).assumingMemoryBound(to: ProgramLayout.self) + index
    }

    /// Where the program in a slot lies.
    func program(_ index: Int) -> UnsafeMutableRawPointer {
        note.pointee.large == Int32(index)
            ? start + Self.large : start + Self.small + index * Wire.smallProgram
    }

    /// Where a program lies that no process is there for.
    var dropped: UnsafeMutableRawPointer { start + Self.large }

    /// Whether its process has executed a program or has died.
    var hasLeft: Bool {
        // Looked at first, since the word is set before it is noted that it is to be cleared.
        let isCleared = isCleared
        let life = withUnsafeMutablePointer(to: &child.pointee.life.word) { stub_load($0) }
        return life & UInt32(FUTEX_OWNER_DIED) != 0 || isCleared && life == 0
    }

    /// Whether the kernel, when the process leaves, only clears its life's word and wakes nobody.
    var isCleared: Bool {
        withUnsafeMutablePointer(to: &child.pointee.life.report) { stub_load($0) }
            == UInt32(RSYSCALL_LIFE_CLEARED)
    }

    /// Prepares it for a new process.
    func prepare(_ index: Int, in places: SharedPlaces, flags: PlaceFlags, firstClosed: UInt32) {
        start.initializeMemory(as: UInt8.self, repeating: 0, count: Self.note + MemoryLayout<PlaceNote>.size)
        note.pointee.isOpen = 1
        note.pointee.large = -1
        child.pointee.mailbox.doorbell = places.bell
        child.pointee.mailbox.identifier = UInt(index)
        child.pointee.mailbox.spin = 64
        child.pointee.mailbox.sleeps = 6
        child.pointee.parent_life = UnsafePointer(
            UnsafeRawPointer(places.life).assumingMemoryBound(to: UInt32.self))
        child.pointee.resets_signals = flags.contains(.resetsSignals) ? 1 : 0
        child.pointee.first_closed = firstClosed
        enter(at: Self.child - 16)
        guard places.areCopied else { return }
        // The word of a life that isn't shared says nothing.
        child.pointee.parent_life = nil
        child.pointee.is_copy = 1
        child.pointee.middle = -1
        child.pointee.relay = Int32(truncatingIfNeeded: call(__NR_getpid))
        enter(at: Self.middle)
    }

    /// Writes what a process starts with if its stack is there.
    private func enter(at offset: Int) {
        let words = (start + offset).assumingMemoryBound(to: UInt.self)
        words[0] = rsyscall_child_entry_address()
        words[1] = UInt(bitPattern: start + Self.child)
    }

    /// The number of its process; 0 until that runs.
    var pid: UInt32 { withUnsafeMutablePointer(to: &child.pointee.life.word) { stub_load($0) } & 0x3fff_ffff }

    /// Where the kernel notes that it has made the process: the offset in the place.
    var made: UInt {
        withUnsafeMutablePointer(to: &note.pointee.made) { UInt(bitPattern: $0) } - UInt(bitPattern: start)
    }

    /// Notes that its process has left.
    func markLeft() {
        withUnsafeMutablePointer(to: &child.pointee.life.word) { word in
            stub_store(word, stub_load(word) | UInt32(FUTEX_OWNER_DIED))
        }
    }
}

/// What the relay notes of a place.
struct PlaceNote {
    /// Whether it was prepared, and whether the end of its process was not reported yet.
    var isOpen: UInt8
    var isQueued: UInt8
    /// Whether a call may make the process leave the memory.
    var mayLeave: UInt8
    /// The number of the process as its maker knows it; 0 until it is made.
    var made: UInt32
    /// A descriptor by which the memory of the process is watched, if that is a copy; else 0.
    var watch: UInt32
    /// The slots of the next program and of the next answer, and how many programs there are.
    var next: UInt32
    var answered: UInt32
    var outstanding: UInt32
    /// The slot whose program is large; -1 if none is.
    var large: Int32
    /// The next place in the queue of those with answers.
    var following: Int32
}
