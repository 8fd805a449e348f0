import Synchronization

/// A mapping that all the pointers into it share. It is unmapped when the last of them is gone.
@usableFromInline
final class MappedRegion: Sendable {
    /// The pages.
    let range: MemoryRange
    /// The address space of the pages.
    @usableFromInline let space: AddressSpace
    /// The processes that can copy the bytes and unmap the pages.
    @usableFromInline let members: SpaceMembers
    /// Whether the pages are ours and can't fault, so that we can touch them.
    private let directness: Atomic<Bool>
    /// The file that is mapped, if any.
    let file: MappedFile?
    private let isMapped = Atomic<Bool>(true)

    /// Takes over `range`, which nothing else unmaps.
    init(
        range: MemoryRange, space: AddressSpace, members: SpaceMembers, isDirect: Bool,
        file: MappedFile? = nil
    ) {
        self.range = range
        self.space = space
        self.members = members
        self.directness = Atomic(isDirect)
        self.file = file
    }

    /// Whether bytes are copied by us, and not by the kernel.
    var isDirect: Bool { directness.load(ordering: .relaxed) }

    /// Which of the pages we can touch: all or none.
    @usableFromInline var window: MemoryWindow { isDirect ? .everything : .nothing }

    /// Makes the kernel copy bytes from now on.
    func beCareful() {
        directness.store(false, ordering: .relaxed)
    }

    /// Gives the pages up without unmapping them, since they have another owner or are unmapped already.
    func forget() {
        isMapped.store(false, ordering: .relaxed)
    }

    deinit {
        guard range.length > 0, isMapped.load(ordering: .relaxed) else { return }
        members.post(unmap: range)
    }
}

/// The part of a file that a mapping shows.
@usableFromInline
struct MappedFile: Hashable, Sendable {
    /// The file.
    let identity: FileIdentity
    /// The offset in the file at which the mapping starts, in bytes.
    let offset: Int
    /// Whether writes go to the file, and not to copies of its pages.
    let isShared: Bool
}

/// A file's identity on one host: the same for every descriptor of it, and different for any two files
/// that exist at one time.
public struct FileIdentity: Hashable, Sendable {
    /// The device number, as `stat` gives it.
    public let device: UInt64
    /// The inode number on that device.
    public let inode: UInt64

    /// Creates the identity of the file with this device and inode number.
    public init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}
