import CRsyscall
import func Glibc.getpid
import Synchronization
import SystemPackage

/// Memory that we and a process with memory of its own have both mapped: a doorbell, the process's mailbox, and room
/// for frames, pointers, and the mailboxes of its own children.
///
/// It is the whole of a memfd whose size is sealed, so that touching it never faults. What the process writes there is
/// trusted no more than any peer: no address and no list in it is followed.
final class SharedSpace: @unchecked Sendable {
    // Sound because nothing here changes the pointer, and every access to what both sides write is atomic, or to bytes
    // that a state makes ours.
    private let space: UnsafeMutablePointer<rsyscall_space>
    /// The size in bytes.
    let size: Int
    /// The address at which the process has mapped it; 0 until that is known.
    private let base = Atomic<UInt>(0)

    /// The size of a space in bytes. A page takes up memory only once it is written to.
    static let defaultSize = 256 << 20

    /// The number of bytes at the start that nothing is allocated from.
    static let reserved = Int(RSYSCALL_SPACE_RESERVED)

    /// Maps the memfd, which has `size` bytes.
    ///
    /// - Throws: ``SyscallError``.
    init(mapping memfd: FileDescriptorNumber, size: Int) throws(SyscallError) {
        let result = Step(
            .mmap,
            (0, UInt(size), UInt(PROT_READ | PROT_WRITE), UInt(MAP_SHARED), memfd.register, 0)
        ).made()
        guard !SyscallResult.isRefusal(result), let start = UnsafeMutableRawPointer(bitPattern: result) else {
            throw SyscallError(
                errno: Errno(rawValue: CInt(truncatingIfNeeded: -result)), call: SYS.mmap.name,
                process: ProcessID(getpid()))
        }
        space = start.bindMemory(to: rsyscall_space.self, capacity: 1)
        self.size = size
        space.pointee.size = UInt(size)
        space.pointee.machine = UInt(RSYSCALL_MACHINE)
        // The first slow call is to ring.
        space.pointee.doorbell.asleep = 1
    }

    deinit { _ = Step(.munmap, (UInt(bitPattern: space), UInt(size), 0, 0, 0, 0)).made() }

    /// Where it starts here.
    var start: UnsafeMutableRawPointer { UnsafeMutableRawPointer(space) }

    /// What must be added to an address here to get the one that the same byte has in the process.
    var shift: UInt { base.load(ordering: .relaxed) &- UInt(bitPattern: space) }

    /// The doorbell of the process and its children.
    var doorbell: UnsafeMutablePointer<rsyscall_doorbell> { field(\.doorbell) }

    /// Where the mailbox of the process itself lies.
    var child: UnsafeMutablePointer<rsyscall_child> { field(\.child) }

    /// Records the address at which the process has mapped the space. Call it after the first answer.
    ///
    /// - Returns: The number of the descriptor by which the process rings, or `nil` if what it reports is impossible.
    func noteStart() -> FileDescriptorNumber? {
        let (reported, ringer) = (space.pointee.base, space.pointee.doorbell.descriptor)
        guard reported != 0, reported & 4095 == 0, reported < UInt.max - UInt(size), ringer > 0 else {
            return nil
        }
        base.store(reported, ordering: .relaxed)
        return FileDescriptorNumber(ringer)
    }

    /// Where the children of the process start to run.
    var childEntry: UInt { space.pointee.child_entry }

    private func field<Field>(_ path: KeyPath<rsyscall_space, Field>) -> UnsafeMutablePointer<Field> {
        // Each field of a struct that C declares has an offset.
        let offset = MemoryLayout<rsyscall_space>.offset(of: path).unsafelyUnwrapped
        return (UnsafeMutableRawPointer(space) + offset).assumingMemoryBound(to: Field.self)
    }
}
