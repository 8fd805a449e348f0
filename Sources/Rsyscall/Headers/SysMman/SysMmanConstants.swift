import CRsyscall

/// What may be done with mapped pages; see `mmap(2)`.
public struct PROT: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: CInt

    /// These bits, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension PROT {
    /// `PROT_READ`: they may be read.
    public static var read: PROT { PROT(rawValue: CInt(truncatingIfNeeded: PROT_READ)) }
    /// `PROT_WRITE`: they may be written.
    public static var write: PROT { PROT(rawValue: CInt(truncatingIfNeeded: PROT_WRITE)) }
    /// `PROT_EXEC`: they may be executed.
    public static var exec: PROT { PROT(rawValue: CInt(truncatingIfNeeded: PROT_EXEC)) }
    /// `PROT_SEM`: they may hold atomic operations.
    public static var sem: PROT { PROT(rawValue: CInt(truncatingIfNeeded: PROT_SEM)) }
    /// `PROT_GROWSDOWN`: the change extends to the start of a mapping that grows down.
    public static var growsdown: PROT { PROT(rawValue: CInt(truncatingIfNeeded: PROT_GROWSDOWN)) }
    /// `PROT_GROWSUP`: the change extends to the end of a mapping that grows up.
    public static var growsup: PROT { PROT(rawValue: CInt(truncatingIfNeeded: PROT_GROWSUP)) }
    /// `PROT_NONE`: nothing may be done with them.
    public static var none: PROT { PROT(rawValue: CInt(truncatingIfNeeded: PROT_NONE)) }

    /// Every member with its name in C.
    public static var names: [(PROT, String)] {
        [
            (.read, "PROT_READ"),
            (.write, "PROT_WRITE"),
            (.exec, "PROT_EXEC"),
            (.sem, "PROT_SEM"),
            (.growsdown, "PROT_GROWSDOWN"),
            (.growsup, "PROT_GROWSUP"),
            (.none, "PROT_NONE"),
        ]
    }
}

/// How pages are mapped; see `mmap(2)`.
public struct MAP: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: CInt

    /// These bits, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension MAP {
    /// `MAP_SHARED_VALIDATE`: changes are seen by all, and unknown flags are refused.
    public static var shared_validate: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_SHARED_VALIDATE)) }
    /// `MAP_SHARED`: changes are seen by all who map the file.
    public static var shared: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_SHARED)) }
    /// `MAP_PRIVATE`: changes are only seen here.
    public static var `private`: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_PRIVATE)) }
    /// `MAP_FIXED`: exactly at this address, in place of what is there.
    public static var fixed: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_FIXED)) }
    /// `MAP_ANONYMOUS`: memory of no file.
    public static var anonymous: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_ANONYMOUS)) }
    /// `MAP_GROWSDOWN`: it grows downward, as a stack does.
    public static var growsdown: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_GROWSDOWN)) }
    /// `MAP_DENYWRITE`: ignored.
    public static var denywrite: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_DENYWRITE)) }
    /// `MAP_EXECUTABLE`: ignored.
    public static var executable: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_EXECUTABLE)) }
    /// `MAP_LOCKED`: its pages stay in memory.
    public static var locked: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_LOCKED)) }
    /// `MAP_NORESERVE`: no swap space is kept for it.
    public static var noreserve: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_NORESERVE)) }
    /// `MAP_POPULATE`: its pages are read in now.
    public static var populate: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_POPULATE)) }
    /// `MAP_NONBLOCK`: with `populate`: only those that are in memory.
    public static var nonblock: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_NONBLOCK)) }
    /// `MAP_STACK`: it is to be a stack.
    public static var stack: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_STACK)) }
    /// `MAP_HUGETLB`: of huge pages.
    public static var hugetlb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_HUGETLB)) }
    /// `MAP_SYNC`: what is written to it stays, on memory that does.
    public static var sync: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_SYNC)) }
    /// `MAP_FIXED_NOREPLACE`: exactly at this address, or refused.
    public static var fixed_noreplace: MAP { MAP(rawValue: CInt(truncatingIfNeeded: MAP_FIXED_NOREPLACE)) }

    /// Every member with its name in C.
    public static var names: [(MAP, String)] {
        [
            (.shared_validate, "MAP_SHARED_VALIDATE"),
            (.shared, "MAP_SHARED"),
            (.`private`, "MAP_PRIVATE"),
            (.fixed, "MAP_FIXED"),
            (.anonymous, "MAP_ANONYMOUS"),
            (.growsdown, "MAP_GROWSDOWN"),
            (.denywrite, "MAP_DENYWRITE"),
            (.executable, "MAP_EXECUTABLE"),
            (.locked, "MAP_LOCKED"),
            (.noreserve, "MAP_NORESERVE"),
            (.populate, "MAP_POPULATE"),
            (.nonblock, "MAP_NONBLOCK"),
            (.stack, "MAP_STACK"),
            (.hugetlb, "MAP_HUGETLB"),
            (.sync, "MAP_SYNC"),
            (.fixed_noreplace, "MAP_FIXED_NOREPLACE"),
        ] + hugeNames
    }
}

/// What is said of pages in use; see `madvise(2)`.
public struct MADV: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension MADV {
    /// `MADV_NORMAL`: nothing particular.
    public static var normal: MADV { MADV(rawValue: CInt(MADV_NORMAL)) }
    /// `MADV_RANDOM`: they will be used in no order.
    public static var random: MADV { MADV(rawValue: CInt(MADV_RANDOM)) }
    /// `MADV_SEQUENTIAL`: they will be used in order.
    public static var sequential: MADV { MADV(rawValue: CInt(MADV_SEQUENTIAL)) }
    /// `MADV_WILLNEED`: they will be used soon.
    public static var willneed: MADV { MADV(rawValue: CInt(MADV_WILLNEED)) }
    /// `MADV_DONTNEED`: they are not needed; anonymous ones become zero.
    public static var dontneed: MADV { MADV(rawValue: CInt(MADV_DONTNEED)) }
    /// `MADV_FREE`: the kernel may take them when it needs memory.
    public static var free: MADV { MADV(rawValue: CInt(MADV_FREE)) }
    /// `MADV_REMOVE`: they become a hole in their file.
    public static var remove: MADV { MADV(rawValue: CInt(MADV_REMOVE)) }
    /// `MADV_DONTFORK`: a child does not get them.
    public static var dontfork: MADV { MADV(rawValue: CInt(MADV_DONTFORK)) }
    /// `MADV_DOFORK`: a child gets them again.
    public static var dofork: MADV { MADV(rawValue: CInt(MADV_DOFORK)) }
    /// `MADV_HWPOISON`: they count as broken memory.
    public static var hwpoison: MADV { MADV(rawValue: CInt(MADV_HWPOISON)) }
    /// `MADV_SOFT_OFFLINE`: they are moved away from.
    public static var soft_offline: MADV { MADV(rawValue: CInt(MADV_SOFT_OFFLINE)) }
    /// `MADV_MERGEABLE`: pages of the same content may become one.
    public static var mergeable: MADV { MADV(rawValue: CInt(MADV_MERGEABLE)) }
    /// `MADV_UNMERGEABLE`: and may no longer.
    public static var unmergeable: MADV { MADV(rawValue: CInt(MADV_UNMERGEABLE)) }
    /// `MADV_HUGEPAGE`: huge pages may be used.
    public static var hugepage: MADV { MADV(rawValue: CInt(MADV_HUGEPAGE)) }
    /// `MADV_NOHUGEPAGE`: and may no longer.
    public static var nohugepage: MADV { MADV(rawValue: CInt(MADV_NOHUGEPAGE)) }
    /// `MADV_DONTDUMP`: a core dump leaves them out.
    public static var dontdump: MADV { MADV(rawValue: CInt(MADV_DONTDUMP)) }
    /// `MADV_DODUMP`: and no longer.
    public static var dodump: MADV { MADV(rawValue: CInt(MADV_DODUMP)) }
    /// `MADV_WIPEONFORK`: a child gets zeroes.
    public static var wipeonfork: MADV { MADV(rawValue: CInt(MADV_WIPEONFORK)) }
    /// `MADV_KEEPONFORK`: and no longer.
    public static var keeponfork: MADV { MADV(rawValue: CInt(MADV_KEEPONFORK)) }
    /// `MADV_COLD`: they are taken first when memory is needed.
    public static var cold: MADV { MADV(rawValue: CInt(MADV_COLD)) }
    /// `MADV_PAGEOUT`: they are taken now.
    public static var pageout: MADV { MADV(rawValue: CInt(MADV_PAGEOUT)) }
    /// `MADV_POPULATE_READ`: they are read in now.
    public static var populate_read: MADV { MADV(rawValue: CInt(MADV_POPULATE_READ)) }
    /// `MADV_POPULATE_WRITE`: they are made writable in memory now.
    public static var populate_write: MADV { MADV(rawValue: CInt(MADV_POPULATE_WRITE)) }

    /// Every member with its name in C.
    public static var names: [(MADV, String)] {
        [
            (.normal, "MADV_NORMAL"),
            (.random, "MADV_RANDOM"),
            (.sequential, "MADV_SEQUENTIAL"),
            (.willneed, "MADV_WILLNEED"),
            (.dontneed, "MADV_DONTNEED"),
            (.free, "MADV_FREE"),
            (.remove, "MADV_REMOVE"),
            (.dontfork, "MADV_DONTFORK"),
            (.dofork, "MADV_DOFORK"),
            (.hwpoison, "MADV_HWPOISON"),
            (.soft_offline, "MADV_SOFT_OFFLINE"),
            (.mergeable, "MADV_MERGEABLE"),
            (.unmergeable, "MADV_UNMERGEABLE"),
            (.hugepage, "MADV_HUGEPAGE"),
            (.nohugepage, "MADV_NOHUGEPAGE"),
            (.dontdump, "MADV_DONTDUMP"),
            (.dodump, "MADV_DODUMP"),
            (.wipeonfork, "MADV_WIPEONFORK"),
            (.keeponfork, "MADV_KEEPONFORK"),
            (.cold, "MADV_COLD"),
            (.pageout, "MADV_PAGEOUT"),
            (.populate_read, "MADV_POPULATE_READ"),
            (.populate_write, "MADV_POPULATE_WRITE"),
        ]
    }
}

/// How a mapping is resized; see `mremap(2)`.
public struct MREMAP: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: CInt

    /// These bits, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension MREMAP {
    /// `MREMAP_MAYMOVE`: it may go elsewhere.
    public static var maymove: MREMAP { MREMAP(rawValue: CInt(truncatingIfNeeded: MREMAP_MAYMOVE)) }
    /// `MREMAP_FIXED`: it goes exactly there.
    public static var fixed: MREMAP { MREMAP(rawValue: CInt(truncatingIfNeeded: MREMAP_FIXED)) }
    /// `MREMAP_DONTUNMAP`: the old range stays mapped, to nothing.
    public static var dontunmap: MREMAP { MREMAP(rawValue: CInt(truncatingIfNeeded: MREMAP_DONTUNMAP)) }

    /// Every member with its name in C.
    public static var names: [(MREMAP, String)] {
        [
            (.maymove, "MREMAP_MAYMOVE"),
            (.fixed, "MREMAP_FIXED"),
            (.dontunmap, "MREMAP_DONTUNMAP"),
        ]
    }
}

/// How a memfd is made; see `memfd_create(2)`.
public struct MFD: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: UInt32

    /// These bits, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension MFD {
    /// `MFD_CLOEXEC`: closed by `execve`.
    public static var cloexec: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: MFD_CLOEXEC)) }
    /// `MFD_ALLOW_SEALING`: it can be sealed.
    public static var allow_sealing: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: MFD_ALLOW_SEALING)) }
    /// `MFD_HUGETLB`: of huge pages.
    public static var hugetlb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: MFD_HUGETLB)) }

    /// Every member with its name in C.
    public static var names: [(MFD, String)] {
        [
            (.cloexec, "MFD_CLOEXEC"),
            (.allow_sealing, "MFD_ALLOW_SEALING"),
            (.hugetlb, "MFD_HUGETLB"),
        ] + hugeNames
    }
}
