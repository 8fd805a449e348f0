import CRsyscall
import Glibc
import Rsyscall
import SystemPackage

/// A filter for the calls by which a process puts input into its terminal, which others then read as if it were typed,
/// such as the shell outside after the command has ended. See `TIOCSTI` in `ioctl_tty(2)`, and `TIOCLINUX`, which
/// pastes.
enum TerminalFilter {
    /// The number of `ioctl` on each architecture whose programs the kernel may run.
    private static var calls: [(architecture: UInt32, number: UInt32)] {
        #if arch(arm64)
            // AUDIT_ARCH_AARCH64 and AUDIT_ARCH_ARM.
            [(0xc000_00b7, 29), (0x4000_0028, 54)]
        #else
            // AUDIT_ARCH_X86_64, the same with the numbers of x32, and AUDIT_ARCH_I386.
            [(0xc000_003e, 16), (0xc000_003e, 0x4000_0202), (0x4000_0003, 54)]
        #endif
    }

    static var instructions: [SockFilter] {
        calls.flatMap { call in
            [
                .load(at: 4), .ifEqual(call.architecture, then: 0, else: 6),
                .load(at: 0), .ifEqual(call.number, then: 0, else: 4),
                // Only the lower half of the second argument, since the kernel ignores the upper.
                .load(at: 24), .ifEqual(UInt32(TIOCSTI), then: 1, else: 0),
                .ifEqual(UInt32(TIOCLINUX), then: 0, else: 1), .verdict(.errno, data: UInt16(EPERM)),
            ]
        } + [.verdict(.allow)]
    }

    /// Installs it for our only thread, and so for all that we start, which need none of these calls.
    ///
    /// It is not installed in the child, since the library would then look out for a child that can't wake us, on
    /// threads of Swift, which need a `/proc`. Without privileges it needs `no_new_privs`, which takes nothing from a
    /// command in a user namespace of one user: no other user's program can give it anything.
    ///
    /// - Throws: ``Failure`` if the kernel refuses it.
    static func install() throws(Failure) {
        var refusal = refusal()
        if refusal == .permissionDenied {
            _ = rsyscall_instruction(Int(__NR_prctl), UInt(PR_SET_NO_NEW_PRIVS), 1, 0, 0, 0, 0)
            refusal = Self.refusal()
        }
        if let refusal {
            throw Failure("no filter for the terminal: seccomp: \(refusal); --new-session does without it")
        }
    }

    private static func refusal() -> Errno? {
        var filter = instructions.map { sock_filter(code: $0.code, jt: $0.jt, jf: $0.jf, k: $0.k) }
        let result = filter.withUnsafeMutableBufferPointer { filter in
            var program = sock_fprog(len: CUnsignedShort(filter.count), filter: filter.baseAddress)
            return withUnsafePointer(to: &program) { program in
                rsyscall_instruction(
                    Int(__NR_seccomp), UInt(SECCOMP.set_mode_filter.rawValue),
                    // Without it, Linux before 5.16 slows the process down.
                    SECCOMP_FILTER_FLAG.spec_allow.rawValue, UInt(bitPattern: program), 0, 0, 0)
            }
        }
        return result < 0 ? Errno(rawValue: CInt(-result)) : nil
    }
}
