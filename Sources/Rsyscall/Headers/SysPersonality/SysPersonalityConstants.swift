import CRsyscall

/// An execution domain and its flags; see `personality(2)`.
public struct PER: KernelFlags {
    /// The bits as the kernel has them: the domain in the lowest byte, and above it flags.
    public let rawValue: UInt32

    /// These bits, named or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension PER {
    /// `PER_LINUX`: as Linux is.
    public static var linux: PER { PER(rawValue: UInt32(PER_LINUX)) }
    /// `PER_LINUX_32BIT`: as Linux with 32-bit addresses.
    public static var linux_32bit: PER { PER(rawValue: UInt32(PER_LINUX_32BIT)) }
    /// `PER_LINUX_FDPIC`: as Linux with FDPIC function pointers.
    public static var linux_fdpic: PER { PER(rawValue: UInt32(PER_LINUX_FDPIC)) }
    /// `PER_SVR4`: as System V Release 4.
    public static var svr4: PER { PER(rawValue: UInt32(PER_SVR4)) }
    /// `PER_SVR3`: as System V Release 3.
    public static var svr3: PER { PER(rawValue: UInt32(PER_SVR3)) }
    /// `PER_SCOSVR3`: as SCO System V Release 3.
    public static var scosvr3: PER { PER(rawValue: UInt32(PER_SCOSVR3)) }
    /// `PER_OSR5`: as SCO OpenServer Release 5.
    public static var osr5: PER { PER(rawValue: UInt32(PER_OSR5)) }
    /// `PER_WYSEV386`: as Wyse UNIX System V/386.
    public static var wysev386: PER { PER(rawValue: UInt32(PER_WYSEV386)) }
    /// `PER_ISCR4`: as Interactive UNIX.
    public static var iscr4: PER { PER(rawValue: UInt32(PER_ISCR4)) }
    /// `PER_BSD`: as BSD.
    public static var bsd: PER { PER(rawValue: UInt32(PER_BSD)) }
    /// `PER_SUNOS`: as SunOS.
    public static var sunos: PER { PER(rawValue: UInt32(PER_SUNOS)) }
    /// `PER_XENIX`: as Xenix.
    public static var xenix: PER { PER(rawValue: UInt32(PER_XENIX)) }
    /// `PER_LINUX32`: `uname` tells of a 32-bit machine.
    public static var linux32: PER { PER(rawValue: UInt32(PER_LINUX32)) }
    /// `PER_LINUX32_3GB`: the same, with 3 GiB of addresses.
    public static var linux32_3gb: PER { PER(rawValue: UInt32(PER_LINUX32_3GB)) }
    /// `PER_IRIX32`: as IRIX 5, 32-bit.
    public static var irix32: PER { PER(rawValue: UInt32(PER_IRIX32)) }
    /// `PER_IRIXN32`: as IRIX 6, new 32-bit.
    public static var irixn32: PER { PER(rawValue: UInt32(PER_IRIXN32)) }
    /// `PER_IRIX64`: as IRIX 6, 64-bit.
    public static var irix64: PER { PER(rawValue: UInt32(PER_IRIX64)) }
    /// `PER_RISCOS`: as RISC OS.
    public static var riscos: PER { PER(rawValue: UInt32(PER_RISCOS)) }
    /// `PER_SOLARIS`: as Solaris.
    public static var solaris: PER { PER(rawValue: UInt32(PER_SOLARIS)) }
    /// `PER_UW7`: as UnixWare 7.
    public static var uw7: PER { PER(rawValue: UInt32(PER_UW7)) }
    /// `PER_OSF4`: as OSF/1 version 4.
    public static var osf4: PER { PER(rawValue: UInt32(PER_OSF4)) }
    /// `PER_HPUX`: as HP-UX.
    public static var hpux: PER { PER(rawValue: UInt32(PER_HPUX)) }

    /// `UNAME26`: `uname` tells of a kernel 2.6.
    public static var uname26: PER { PER(rawValue: UInt32(UNAME26)) }
    /// `ADDR_NO_RANDOMIZE`: addresses are not randomized.
    public static var addr_no_randomize: PER { PER(rawValue: UInt32(ADDR_NO_RANDOMIZE)) }
    /// `FDPIC_FUNCPTRS`: function pointers are FDPIC's.
    public static var fdpic_funcptrs: PER { PER(rawValue: UInt32(FDPIC_FUNCPTRS)) }
    /// `MMAP_PAGE_ZERO`: a page is mapped at address 0.
    public static var mmap_page_zero: PER { PER(rawValue: UInt32(MMAP_PAGE_ZERO)) }
    /// `ADDR_COMPAT_LAYOUT`: memory is laid out the old way.
    public static var addr_compat_layout: PER { PER(rawValue: UInt32(ADDR_COMPAT_LAYOUT)) }
    /// `READ_IMPLIES_EXEC`: what can be read can be executed.
    public static var read_implies_exec: PER { PER(rawValue: UInt32(READ_IMPLIES_EXEC)) }
    /// `ADDR_LIMIT_32BIT`: addresses have 32 bits.
    public static var addr_limit_32bit: PER { PER(rawValue: UInt32(ADDR_LIMIT_32BIT)) }
    /// `SHORT_INODE`: without effect.
    public static var short_inode: PER { PER(rawValue: UInt32(SHORT_INODE)) }
    /// `WHOLE_SECONDS`: without effect.
    public static var whole_seconds: PER { PER(rawValue: UInt32(WHOLE_SECONDS)) }
    /// `STICKY_TIMEOUTS`: waiting calls leave the time that is over.
    public static var sticky_timeouts: PER { PER(rawValue: UInt32(STICKY_TIMEOUTS)) }
    /// `ADDR_LIMIT_3GB`: addresses end at 3 GiB.
    public static var addr_limit_3gb: PER { PER(rawValue: UInt32(ADDR_LIMIT_3GB)) }

    /// Every flag with its name in C, and the domain that has none.
    public static var names: [(PER, String)] {
        [
            (.uname26, "UNAME26"),
            (.addr_no_randomize, "ADDR_NO_RANDOMIZE"),
            (.fdpic_funcptrs, "FDPIC_FUNCPTRS"),
            (.mmap_page_zero, "MMAP_PAGE_ZERO"),
            (.addr_compat_layout, "ADDR_COMPAT_LAYOUT"),
            (.read_implies_exec, "READ_IMPLIES_EXEC"),
            (.addr_limit_32bit, "ADDR_LIMIT_32BIT"),
            (.short_inode, "SHORT_INODE"),
            (.whole_seconds, "WHOLE_SECONDS"),
            (.sticky_timeouts, "STICKY_TIMEOUTS"),
            (.addr_limit_3gb, "ADDR_LIMIT_3GB"),
            (.linux, "PER_LINUX"),
        ]
    }

    /// Every domain with its name in C.
    public static var domainNames: [(PER, String)] {
        [
            (.linux, "PER_LINUX"),
            (.svr4, "PER_SVR4"),
            (.svr3, "PER_SVR3"),
            (.scosvr3, "PER_SCOSVR3"),
            (.osr5, "PER_OSR5"),
            (.wysev386, "PER_WYSEV386"),
            (.iscr4, "PER_ISCR4"),
            (.bsd, "PER_BSD"),
            (.sunos, "PER_SUNOS"),
            (.xenix, "PER_XENIX"),
            (.linux32, "PER_LINUX32"),
            (.irix32, "PER_IRIX32"),
            (.irixn32, "PER_IRIXN32"),
            (.irix64, "PER_IRIX64"),
            (.riscos, "PER_RISCOS"),
            (.solaris, "PER_SOLARIS"),
            (.uw7, "PER_UW7"),
            (.osf4, "PER_OSF4"),
            (.hpux, "PER_HPUX"),
        ]
    }

    /// The domain alone, without flags.
    public var domain: UInt32 { rawValue & UInt32(PER_MASK) }

    /// The domain and the flags beyond those it always has, as strace prints them.
    public var description: String {
        let named = Self.domainNames.first { $0.0.domain == domain && isSuperset(of: $0.0) }
        var rest = PER(rawValue: rawValue & ~(named?.0.rawValue ?? UInt32(PER_MASK)))
        var parts = [named?.1 ?? "0x" + String(domain, radix: 16)]
        for (flag, name) in Self.names where flag.rawValue != 0 && rest.isSuperset(of: flag) {
            parts.append(name)
            rest.subtract(flag)
        }
        if rest.rawValue != 0 { parts.append("0x" + String(rest.rawValue, radix: 16)) }
        return parts.joined(separator: "|")
    }
}
