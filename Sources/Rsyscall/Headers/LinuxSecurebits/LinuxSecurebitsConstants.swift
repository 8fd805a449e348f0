import CRsyscall

/// How the superuser's capabilities are treated; see `capabilities(7)`.
public struct SECBIT: KernelFlags {
    /// The bits as the kernel has them.
    public let rawValue: CInt

    /// These bits, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension SECBIT {
    /// `SECBIT_NOROOT`: the superuser gets no capabilities by `execve`.
    public static var noroot: SECBIT { SECBIT(rawValue: CInt(truncatingIfNeeded: RSYSCALL_SECBIT_NOROOT)) }
    /// `SECBIT_NOROOT_LOCKED`: and `noroot` can no longer change.
    public static var noroot_locked: SECBIT {
        SECBIT(rawValue: CInt(truncatingIfNeeded: RSYSCALL_SECBIT_NOROOT_LOCKED))
    }
    /// `SECBIT_NO_SETUID_FIXUP`: changing users changes no capabilities.
    public static var no_setuid_fixup: SECBIT {
        SECBIT(rawValue: CInt(truncatingIfNeeded: RSYSCALL_SECBIT_NO_SETUID_FIXUP))
    }
    /// `SECBIT_NO_SETUID_FIXUP_LOCKED`: and `no_setuid_fixup` can no longer change.
    public static var no_setuid_fixup_locked: SECBIT {
        SECBIT(rawValue: CInt(truncatingIfNeeded: RSYSCALL_SECBIT_NO_SETUID_FIXUP_LOCKED))
    }
    /// `SECBIT_KEEP_CAPS`: capabilities survive leaving the superuser.
    public static var keep_caps: SECBIT {
        SECBIT(rawValue: CInt(truncatingIfNeeded: RSYSCALL_SECBIT_KEEP_CAPS))
    }
    /// `SECBIT_KEEP_CAPS_LOCKED`: and `keep_caps` can no longer change.
    public static var keep_caps_locked: SECBIT {
        SECBIT(rawValue: CInt(truncatingIfNeeded: RSYSCALL_SECBIT_KEEP_CAPS_LOCKED))
    }
    /// `SECBIT_NO_CAP_AMBIENT_RAISE`: the ambient set gets no more capabilities.
    public static var no_cap_ambient_raise: SECBIT {
        SECBIT(rawValue: CInt(truncatingIfNeeded: RSYSCALL_SECBIT_NO_CAP_AMBIENT_RAISE))
    }
    /// `SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED`: and `no_cap_ambient_raise` can no longer change.
    public static var no_cap_ambient_raise_locked: SECBIT {
        SECBIT(rawValue: CInt(truncatingIfNeeded: RSYSCALL_SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED))
    }

    /// Every member with its name in C.
    public static var names: [(SECBIT, String)] {
        [
            (.noroot, "SECBIT_NOROOT"),
            (.noroot_locked, "SECBIT_NOROOT_LOCKED"),
            (.no_setuid_fixup, "SECBIT_NO_SETUID_FIXUP"),
            (.no_setuid_fixup_locked, "SECBIT_NO_SETUID_FIXUP_LOCKED"),
            (.keep_caps, "SECBIT_KEEP_CAPS"),
            (.keep_caps_locked, "SECBIT_KEEP_CAPS_LOCKED"),
            (.no_cap_ambient_raise, "SECBIT_NO_CAP_AMBIENT_RAISE"),
            (.no_cap_ambient_raise_locked, "SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED"),
        ]
    }
}
