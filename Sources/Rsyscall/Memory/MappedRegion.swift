import CRsyscall
import Synchronization

/// A mapping as all the pointers into it share it: it is unmapped when the last of them is gone.
@usableFromInline
final class MappedRegion: Sendable {
    /// The pages.
    let range: MemoryRange
    /// What the pages' addresses are relative to.
    @usableFromInline let space: AddressSpace
    /// The way to the bytes.
    @usableFromInline let gateway: any MemoryGateway
    /// Whether the pages are good to use in our own process.
    @usableFromInline let isDirect: Bool
    /// The file that is mapped, where there is one.
    let file: MappedFile?
    /// Who unmaps the pages.
    private let interface: any SyscallInterface
    private let isMapped = Atomic<Bool>(true)

    /// Takes over `range`, which nobody else unmaps.
    init(
        range: MemoryRange, space: AddressSpace, gateway: any MemoryGateway, file: MappedFile? = nil,
        interface: any SyscallInterface
    ) {
        self.range = range
        self.space = space
        self.gateway = gateway
        self.isDirect = gateway.isDirect
        self.file = file
        self.interface = interface
    }

    /// Leaves the pages to someone else, or to nobody where they are unmapped already.
    func forget() {
        isMapped.store(false, ordering: .relaxed)
    }

    deinit {
        guard range.length > 0, isMapped.load(ordering: .relaxed) else { return }
        interface.post(
            SyscallRequest(
                number: Int(__NR_munmap),
                arguments: (range.address.rawValue, UInt(range.length), 0, 0, 0, 0), scope: .process))
    }
}

/// Which part of which file a mapping shows.
@usableFromInline
struct MappedFile: Hashable, Sendable {
    /// The file.
    let identity: FileIdentity
    /// Where in the file the mapping starts, in bytes.
    let offset: Int
    /// Whether what is written is written to the file, and not to a copy of the page.
    let isShared: Bool
}

/// A file's identity on one host: the same for every descriptor of it, and different for any two files
/// that exist at one time.
public struct FileIdentity: Hashable, Sendable {
    /// The device number, as `stat` gives it.
    public let device: UInt64
    /// The inode number on that device.
    public let inode: UInt64

    /// The identity of the file with this device and inode number.
    public init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}
