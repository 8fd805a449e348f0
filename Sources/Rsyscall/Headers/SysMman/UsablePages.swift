// What can make the pages of a mapping unusable. A load or a store of ours would then end the program, so the kernel
// copies bytes to and from such pages, and reports `EFAULT`.

extension MAP {
    /// Whether the library knows all the flags, and none of them takes the place of another mapping.
    var isKnown: Bool { isSubset(of: Self.known) }

    private static let known = names.reduce(into: MAP()) { $0.formUnion($1.0) }.subtracting(.fixed)

    /// Whether every page of anonymous memory with these flags can be used.
    ///
    /// It is false for huge pages, of which there may be too few; for a stack, below which the kernel keeps a gap; or
    /// for shared memory, which ``MemoryMapping/mremap(length:_:)`` doesn't extend.
    var leavesPagesUsable: Bool {
        subtracting([.anonymous, .fixed_noreplace, .populate]) == .private
    }
}

extension MADV {
    /// Makes guard pages, which fault if they are touched (Linux 6.13).
    private static let guardInstall = MADV(rawValue: 102)
    private static let guardRemove = MADV(rawValue: 103)
    /// Gives up pages even if they are locked (Linux 5.18).
    private static let dontneedLocked = MADV(rawValue: 24)
    /// Turns pages into huge pages at once (Linux 6.1).
    private static let collapse = MADV(rawValue: 25)

    /// Whether the library knows what the kernel does with the pages.
    var isKnown: Bool {
        switch self {
        case Self.guardInstall, Self.guardRemove, Self.dontneedLocked, Self.collapse: true
        default: Self.names.contains { $0.0 == self }
        }
    }

    /// Whether every page can be used afterward, in this process and in its copies.
    var leavesPagesUsable: Bool {
        switch self {
        case .normal, .random, .sequential, .willneed, .dontneed, .free, .dofork, .mergeable, .unmergeable,
            .hugepage, .nohugepage, .dontdump, .dodump, .wipeonfork, .keeponfork, .cold, .pageout,
            .populate_read, .populate_write:
            true
        default: false
        }
    }
}
