import CRsyscall

/// A word in our memory by which children see that one of our threads has ended.
final class ThreadLife: @unchecked Sendable {
    // Sound because nothing here changes the pointer, and only the thread and the kernel write there.
    private let life: UnsafeMutablePointer<rsyscall_life>

    init() {
        life = .allocate(capacity: 1)
        life.initialize(to: rsyscall_life())
    }

    deinit { life.deallocate() }

    /// Where the word is.
    var address: Address { Address(UInt(bitPattern: life)) }

    /// Whether the thread whose life it is has ended.
    var isOver: Bool {
        let word = UnsafeMutableRawPointer(life).assumingMemoryBound(to: UInt32.self)
        return FutexWord(word).value & UInt32(FUTEX_OWNER_DIED) != 0
    }

    /// Makes the word represent the life of the calling thread, which must end before this object is dropped.
    func mark() { rsyscall_mark_life(life, UInt32(RSYSCALL_LIFE_SILENT)) }
}
