import CRsyscall

// Which size a huge page has is a number in six bits, and so the names of several bits come first.

extension MAP {
    /// `MAP_HUGE_64KB`: with `hugetlb`, pages of 64 KiB.
    public static var huge_64kb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: RSYSCALL_HUGE_64KB)) }
    /// `MAP_HUGE_512KB`: with `hugetlb`, pages of 512 KiB.
    public static var huge_512kb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: RSYSCALL_HUGE_512KB)) }
    /// `MAP_HUGE_1MB`: with `hugetlb`, pages of 1 MiB.
    public static var huge_1mb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: RSYSCALL_HUGE_1MB)) }
    /// `MAP_HUGE_2MB`: with `hugetlb`, pages of 2 MiB.
    public static var huge_2mb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: RSYSCALL_HUGE_2MB)) }
    /// `MAP_HUGE_8MB`: with `hugetlb`, pages of 8 MiB.
    public static var huge_8mb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: RSYSCALL_HUGE_8MB)) }
    /// `MAP_HUGE_16MB`: with `hugetlb`, pages of 16 MiB.
    public static var huge_16mb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: RSYSCALL_HUGE_16MB)) }
    /// `MAP_HUGE_32MB`: with `hugetlb`, pages of 32 MiB.
    public static var huge_32mb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: RSYSCALL_HUGE_32MB)) }
    /// `MAP_HUGE_256MB`: with `hugetlb`, pages of 256 MiB.
    public static var huge_256mb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: RSYSCALL_HUGE_256MB)) }
    /// `MAP_HUGE_512MB`: with `hugetlb`, pages of 512 MiB.
    public static var huge_512mb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: RSYSCALL_HUGE_512MB)) }
    /// `MAP_HUGE_1GB`: with `hugetlb`, pages of 1 GiB.
    public static var huge_1gb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: RSYSCALL_HUGE_1GB)) }
    /// `MAP_HUGE_2GB`: with `hugetlb`, pages of 2 GiB.
    public static var huge_2gb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: RSYSCALL_HUGE_2GB)) }
    /// `MAP_HUGE_16GB`: with `hugetlb`, pages of 16 GiB.
    public static var huge_16gb: MAP { MAP(rawValue: CInt(truncatingIfNeeded: RSYSCALL_HUGE_16GB)) }

    static var hugeNames: [(MAP, String)] {
        [
            (.huge_2gb, "MAP_HUGE_2GB"),
            (.huge_1gb, "MAP_HUGE_1GB"),
            (.huge_512mb, "MAP_HUGE_512MB"),
            (.huge_8mb, "MAP_HUGE_8MB"),
            (.huge_256mb, "MAP_HUGE_256MB"),
            (.huge_32mb, "MAP_HUGE_32MB"),
            (.huge_2mb, "MAP_HUGE_2MB"),
            (.huge_512kb, "MAP_HUGE_512KB"),
            (.huge_16mb, "MAP_HUGE_16MB"),
            (.huge_1mb, "MAP_HUGE_1MB"),
            (.huge_16gb, "MAP_HUGE_16GB"),
            (.huge_64kb, "MAP_HUGE_64KB"),
        ]
    }
}

extension MFD {
    /// `MFD_HUGE_64KB`: with `hugetlb`, pages of 64 KiB.
    public static var huge_64kb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: RSYSCALL_HUGE_64KB)) }
    /// `MFD_HUGE_512KB`: with `hugetlb`, pages of 512 KiB.
    public static var huge_512kb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: RSYSCALL_HUGE_512KB)) }
    /// `MFD_HUGE_1MB`: with `hugetlb`, pages of 1 MiB.
    public static var huge_1mb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: RSYSCALL_HUGE_1MB)) }
    /// `MFD_HUGE_2MB`: with `hugetlb`, pages of 2 MiB.
    public static var huge_2mb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: RSYSCALL_HUGE_2MB)) }
    /// `MFD_HUGE_8MB`: with `hugetlb`, pages of 8 MiB.
    public static var huge_8mb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: RSYSCALL_HUGE_8MB)) }
    /// `MFD_HUGE_16MB`: with `hugetlb`, pages of 16 MiB.
    public static var huge_16mb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: RSYSCALL_HUGE_16MB)) }
    /// `MFD_HUGE_32MB`: with `hugetlb`, pages of 32 MiB.
    public static var huge_32mb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: RSYSCALL_HUGE_32MB)) }
    /// `MFD_HUGE_256MB`: with `hugetlb`, pages of 256 MiB.
    public static var huge_256mb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: RSYSCALL_HUGE_256MB)) }
    /// `MFD_HUGE_512MB`: with `hugetlb`, pages of 512 MiB.
    public static var huge_512mb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: RSYSCALL_HUGE_512MB)) }
    /// `MFD_HUGE_1GB`: with `hugetlb`, pages of 1 GiB.
    public static var huge_1gb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: RSYSCALL_HUGE_1GB)) }
    /// `MFD_HUGE_2GB`: with `hugetlb`, pages of 2 GiB.
    public static var huge_2gb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: RSYSCALL_HUGE_2GB)) }
    /// `MFD_HUGE_16GB`: with `hugetlb`, pages of 16 GiB.
    public static var huge_16gb: MFD { MFD(rawValue: UInt32(truncatingIfNeeded: RSYSCALL_HUGE_16GB)) }

    static var hugeNames: [(MFD, String)] {
        [
            (.huge_2gb, "MFD_HUGE_2GB"),
            (.huge_1gb, "MFD_HUGE_1GB"),
            (.huge_512mb, "MFD_HUGE_512MB"),
            (.huge_8mb, "MFD_HUGE_8MB"),
            (.huge_256mb, "MFD_HUGE_256MB"),
            (.huge_32mb, "MFD_HUGE_32MB"),
            (.huge_2mb, "MFD_HUGE_2MB"),
            (.huge_512kb, "MFD_HUGE_512KB"),
            (.huge_16mb, "MFD_HUGE_16MB"),
            (.huge_1mb, "MFD_HUGE_1MB"),
            (.huge_16gb, "MFD_HUGE_16GB"),
            (.huge_64kb, "MFD_HUGE_64KB"),
        ]
    }
}
