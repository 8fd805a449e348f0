import CRsyscall

/// The states of a slot, as Mailbox.h defines them.
enum SlotState {
    static let free = UInt32(RSYSCALL_FREE)
    static let posted = UInt32(RSYSCALL_POSTED)
    static let waited = UInt32(RSYSCALL_WAITED)
    static let parked = UInt32(RSYSCALL_PARKED)
    static let discard = UInt32(RSYSCALL_DISCARD)
    static let done = UInt32(RSYSCALL_DONE)
}

/// How many times to poll before sleeping: at first, and at most, while that pays.
///
/// The most takes longer than to wake a thread. Otherwise, once one side has slept, both would wait for that each time.
enum SpinRounds {
    static let usual = Int(RSYSCALL_SPIN_USUAL)
    static let most = Int(RSYSCALL_SPIN_MOST)
}

/// The memory of one mailbox, as both sides see it.
struct MailboxMemory: @unchecked Sendable {
    // Sound because every access goes through FutexWord, or to a slot that its state makes ours alone.
    private let mailbox: UnsafeMutablePointer<rsyscall_mailbox>

    static let slotCount = Int(RSYSCALL_SLOTS)
    static let byteCount = MemoryLayout<rsyscall_mailbox>.size

    /// The mailbox at `address`, which must be zero bytes and stay mapped while this value is used.
    init(
        preparing address: UnsafeMutableRawPointer, doorbell: UInt, identifier: UInt
    ) {
        mailbox = address.bindMemory(to: rsyscall_mailbox.self, capacity: 1)
        mailbox.pointee.doorbell = UnsafeMutablePointer(bitPattern: doorbell)
        mailbox.pointee.identifier = identifier
        // Its first request comes at once or not soon: the sender has yet to learn that there is a server, which may
        // have to leave a processor for it. After the second sleep it finds out what pays.
        mailbox.pointee.spin = 64
        mailbox.pointee.sleeps = 6
        self.identifier = identifier
    }

    /// A copy of the mailbox's identifier, since the memory of a retired mailbox may have another use by now.
    let identifier: UInt

    var address: UnsafeMutablePointer<rsyscall_mailbox> { mailbox }

    func state(of index: Int) -> FutexWord {
        let slot = slot(index)
        return FutexWord(UnsafeMutableRawPointer(slot).assumingMemoryBound(to: UInt32.self))
    }

    /// The result in a slot that is done.
    func result(of index: Int) -> Int { slot(index).pointee.result }

    /// Whether the server, which has ended, had not begun the call in a slot.
    ///
    /// - Parameter mayHaveBegun: Whether it may have begun the last that it noted.
    func isWaiting(_ index: Int, mayHaveBegun: Bool) -> Bool {
        let state = state(of: index).value
        let begun = (Int(word(at: Self.servedOffset).value) + Self.slotCount - 1) % Self.slotCount
        let isBefore = index != begun || !mayHaveBegun
        return isBefore && (state == SlotState.discard || state == SlotState.parked)
    }

    /// Whether the server has begun the call in a slot, or one after it.
    func hasBegun(_ index: Int) -> Bool {
        word(at: Self.servedOffset).value != UInt32(index)
    }

    /// Writes a call into a free slot, whose `state` hands it to the server.
    func fill(_ index: Int, with step: Step, state: UInt32) {
        let slot = slot(index)
        slot.pointee.number = step.slotNumber
        slot.pointee.effects = UInt16(truncatingIfNeeded: step.effects.rawValue)
        slot.pointee.arguments = step.words
        self.state(of: index).store(state)
    }

    /// Makes the server poll for its next requests for a while; it unlearns that if they don't come.
    func expectRequests() {
        word(at: Self.spinOffset).store(UInt32(RSYSCALL_SPIN_USUAL))
    }

    /// Makes the server look at its next slot, and wakes it if it may be asleep.
    func wakeServer() {
        let asleep = word(at: 0)
        if asleep.value == 1, asleep.exchange(0) == 1 {
            asleep.wake()
        }
    }

    /// What stands in a slot that is the server's.
    func contents(of index: Int) -> rsyscall_slot { slot(index).pointee }

    /// Puts a result into a slot that is the server's.
    func setResult(of index: Int, _ result: Int) { slot(index).pointee.result = result }

    /// Notes, for a server elsewhere, the slot after the one that it has begun.
    func noteServed(_ index: UInt32) {
        word(at: Self.servedOffset).store(index)
    }

    // Each field of a struct that C declares has an offset.
    private static let servedOffset = MemoryLayout<rsyscall_mailbox>.offset(of: \.served).unsafelyUnwrapped
    private static let spinOffset = MemoryLayout<rsyscall_mailbox>.offset(of: \.spin).unsafelyUnwrapped

    /// The field that both sides use at an offset. To Swift, taking the address of the field itself would be a change
    /// of its own.
    private func word(at offset: Int) -> FutexWord {
        FutexWord((UnsafeMutableRawPointer(mailbox) + offset).assumingMemoryBound(to: UInt32.self))
    }

    private func slot(_ index: Int) -> UnsafeMutablePointer<rsyscall_slot> {
        let offset = MemoryLayout<rsyscall_mailbox>.size - Self.slotCount * MemoryLayout<rsyscall_slot>.stride
        return (UnsafeMutableRawPointer(mailbox) + offset)
            .assumingMemoryBound(to: rsyscall_slot.self) + index
    }
}

extension MailboxMemory {
    /// Whether the child whose mailbox this is has called `execve` or died; no server uses the memory then.
    var hasLeftItsMemory: Bool {
        life & UInt32(FUTEX_OWNER_DIED) != 0 || leavesWithoutRing && life == 0
    }

    /// Whether the child may still use its mailbox and its stack, though its end was reported.
    ///
    /// A child that ended before it could note its life has no mark.
    var mayBeServed: Bool { life != 0 && report == UInt32(RSYSCALL_LIFE_MARKED) && !hasLeftItsMemory }

    /// Whether the kernel rings no doorbell when the child leaves its memory.
    var leavesWithoutRing: Bool { report == UInt32(RSYSCALL_LIFE_CLEARED) }

    private var life: UInt32 { lifeWord(0) }

    private var report: UInt32 { lifeWord(1) }

    private func lifeWord(_ index: Int) -> UInt32 {
        let life = UnsafeMutableRawPointer(address) + MemoryLayout<rsyscall_mailbox>.size
        return FutexWord(life.assumingMemoryBound(to: UInt32.self) + index).value
    }
}

extension MailboxMemory {
    /// Notes, for a child that is about to start, the life that it must not outlast. If `firstClosed` is not 0, the
    /// child leaves the shared table for one of its own, with only the descriptors below that, and those `kept`, of
    /// which there are at most `RSYSCALL_KEPT`.
    func prepareChild(parentLife: Address, firstClosed: CInt, kept: [FileDescriptorNumber]) {
        let child = UnsafeMutableRawPointer(address).assumingMemoryBound(to: rsyscall_child.self)
        child.pointee.parent_life = UnsafePointer(bitPattern: parentLife.rawValue)
        child.pointee.first_closed = UInt32(firstClosed)
        withUnsafeMutableBytes(of: &child.pointee.kept) { bytes in
            for (index, number) in kept.sorted().enumerated() {
                bytes.storeBytes(
                    of: UInt32(bitPattern: number.rawValue),
                    toByteOffset: index * MemoryLayout<UInt32>.stride,
                    as: UInt32.self)
            }
        }
    }
}

extension Step {
    /// Creates a command to a server, which isn't a system call.
    init(command: CInt, _ first: UInt = 0, _ second: UInt = 0) {
        self.init(.command(command), (first, second, 0, 0, 0, 0))
    }

    /// Creates the command to copy memory that is known to be mapped, and so can't be refused.
    init(copying count: Int, to target: Operand, from source: Operand) {
        let none = Operand.word(0)
        self.init(
            .command(RSYSCALL_NUMBER_COPY), target, source, .word(UInt(count)), none, none, none)
    }

    /// The number in a slot or in a message: for one that none can hold, one that the kernel knows no more than that.
    var slotNumber: UInt16 {
        let isKnown = isCommand || (0..<Int(RSYSCALL_NUMBER_UNKNOWN)).contains(number)
        return isKnown ? UInt16(truncatingIfNeeded: number) : UInt16(RSYSCALL_NUMBER_UNKNOWN)
    }

    /// Whether it is a command instead of a system call.
    var isCommand: Bool { effects.contains(.isCommand) }
}

extension SYS {
    fileprivate static func command(_ number: CInt) -> SYS {
        SYS(number: Int(number), staticName: "", effects: [.isCommand, .thread])
    }
}

extension Effects {
    /// Isn't a system call, although its number may be that of one.
    fileprivate static var isCommand: Effects { Effects(rawValue: 1 << 31) }
}
