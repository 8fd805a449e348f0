extension FcntlCommand {
    /// What the kernel does with memory that the argument is the address of, and how much of it.
    enum MemoryUse: Equatable {
        case none
        case reads(Int)
        case writes(Int)
    }

    var memoryUse: MemoryUse {
        switch self {
        case .setlk, .setlkw, .ofd_setlk, .ofd_setlkw: .reads(Flock.byteCount)
        case .getlk, .ofd_getlk: .writes(Flock.byteCount)
        case .setown_ex: .reads(FOwnerEx.byteCount)
        case .getown_ex: .writes(FOwnerEx.byteCount)
        case .set_rw_hint, .set_file_rw_hint: .reads(UInt64.byteCount)
        case .get_rw_hint, .get_file_rw_hint: .writes(UInt64.byteCount)
        default: .none
        }
    }
}
