/// What the calls on the files of a file system may wait for.
enum FileSystemKind {
    /// Nothing: its data is stored on this host.
    case stored
    /// A process or another host, which serves it.
    case served
    /// Whatever the kernel generates the contents from.
    case other

    /// Finds the kind by the file system's number in `statfs(2)`.
    init(magic: UInt32) {
        if Self.servedTypes.contains(where: { $0.magics.contains(magic) }) {
            self = .served
        } else {
            self = Self.commonMagics.contains(magic) ? .stored : .other
        }
    }

    /// Whether file systems of the type with this name in `/proc/self/mountinfo` are served.
    static func isServed(_ name: some StringProtocol) -> Bool {
        // The rest names the program, as in fuse.sshfs.
        let type = name.prefix { $0 != "." }
        return servedTypes.contains { entry in entry.names.contains { $0 == type } }
    }

    // Not autofs, which nearly every system has somewhere: its paths are those of the mounts that it makes.
    private static let servedTypes: [(names: [String], magics: [UInt32])] = [
        (["fuse", "fuseblk", "virtiofs"], [0x6573_5546]),
        (["nfs", "nfs4"], [0x6969]),
        (["cifs", "smb3", "smbfs"], [0xff53_4d42, 0xfe53_4d42, 0x517b]),
        (["9p"], [0x0102_1997]),
        (["ceph"], [0x00c3_6400]),
        (["afs"], [0x5346_414f, 0x6b41_4653]),
        (["coda"], [0x7375_7245]),
        (["ncpfs"], [0x564c]),
        (["ocfs2"], [0x7461_636f]),
        (["gfs2"], [0x0116_1970]),
        (["orangefs"], [0x2003_0528]),
        (["lustre"], [0x0bd0_0bd0]),
        (["beegfs"], [0x1983_0326]),
        (["gpfs"], [0x4750_4653]),
        (["vboxsf"], [0x786f_4256]),
    ]

    /// The numbers of the most common file systems with stored files. Files on others take another check.
    private static let commonMagics: [UInt32] = [
        0xef53,  // ext2, ext3, ext4
        0x0102_1994,  // tmpfs, memfd
        0x794c_7630,  // overlay
        0x5846_5342,  // XFS
        0x9123_683e,  // Btrfs
        0xf2f5_2010,  // F2FS
        0x2fc1_2fc1,  // ZFS
        0xca45_1a4e,  // bcachefs
        0x7371_7368,  // SquashFS
        0xe0f5_e1e2,  // EROFS
        0x4d44,  // FAT
        0x2011_bab0,  // exFAT
        0x8584_58f6,  // ramfs
    ]
}

/// Room for the `statfs(2)` of an open file, from which the kind of its file system follows.
struct FileSystemStatus: ~Copyable {
    private let memory = UnsafeMutableRawPointer.allocate(byteCount: 128, alignment: 8)

    deinit { memory.deallocate() }

    /// The call that fills it, which may wait for the process or host that serves the file system.
    func step(of descriptor: UInt) -> Step {
        Step(.fstatfs, (descriptor, UInt(bitPattern: memory), 0, 0, 0, 0))
    }

    /// The kind, once the room is filled.
    var kind: FileSystemKind { FileSystemKind(magic: UInt32(truncatingIfNeeded: memory.load(as: UInt.self))) }
}
