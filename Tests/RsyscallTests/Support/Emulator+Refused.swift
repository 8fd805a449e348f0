import Testing

@testable import Rsyscall

extension Emulator {
    /// What qemu-user 7.2 doesn't do as the kernel does, and the tests, by their files or their names, that need it.
    private static let refused: [(reason: Comment, tests: Set<String>)] = [
        (
            "qemu-user has no such calls",
            [
                "CachestatCallTests.swift", "LandlockCallTests.swift", "Openat2CallTests.swift",
                "SeccompCallTests.swift",
                "pwritev2 drains and preadv2 fills several buffers",
                "readv and writev take pointers to vectors and leave them on EBADF",
                "fsopen and fsmount set FD_CLOEXEC by default",
                "openat2 and inotify_init1 set FD_CLOEXEC by default",
                "open and openat and memfd_create and duplicate set FD_CLOEXEC by default",
            ]
        ),
        (
            "qemu-user allows clone no flags, and so no namespaces",
            [
                "CLOSE_RANGE_UNSHARE leaves a shared descriptor table",
                "fsconfig refuses a parameter of the wrong kind",
                "fsopen and fsconfig and fsmount mount a tmpfs",
                "fspick reconfigures a mounted file system",
                "ioctl of NS_GET_OWNER_UID returns the user that made a user namespace",
                "mount and umount2 fail with ENODEV and ENOENT and EINVAL and EPERM",
                "mount and umount2 mount and unmount a tmpfs",
                "mount takes a literal and a FilePath and a CString and a pointer in one call",
                "open_tree and move_mount and mount_setattr copy and move and change a tree",
                "open_tree and move_mount and mount_setattr fail with ENOENT and EINVAL",
                "pivot_root exchanges the root",
                "sethostname and setdomainname fail with EINVAL and EPERM",
                "sethostname and setdomainname set the names that uname returns",
            ]
        ),
        (
            "qemu-user has no such requests of ioctl, or doesn't return what they write",
            [
                "PidfdInfoTests.swift",
                "ioctl of NS_GET_NSTYPE returns the kind of a namespace",
                "ioctl of TIOCGPTPEER opens the slave of a pty that TIOCSPTLCK has unlocked",
                "TIOCSCTTY makes a terminal that of the session and tcsetpgrp chooses the foreground",
            ]
        ),
        (
            "qemu-user has no such options of sockets, or other sizes for them",
            [
                "setsockopt and getsockopt have the type of the option's value",
                "setsockopt and getsockopt refuse options that there are not",
                "setsockopt_attach_filter drops what the filter refuses",
                "options of IPv4 are set and read",
                "options of TCP are set and read",
                "bind and getsockname and getsockopt work with vsock addresses",
                "recvfrom of a packet socket receives a frame that was sent",
            ]
        ),
        (
            "qemu-user drops flags of socket that it doesn't know",
            ["socket refuses unknown families and protocols and flags"]
        ),
        (
            "qemu-user converts control messages, and loses the descriptors of truncated ones",
            [
                "recvmsg into pointers gives them back if control messages are truncated",
                "recvmsg closes descriptors of truncated control messages and returns the bytes",
            ]
        ),
        (
            "qemu-user has an address space of 48 bits without huge pages, and ignores most advice",
            [
                "HugePageTests.swift",
                "mmap with MAP_FIXED and mremap with MREMAP_DONTUNMAP are refused",
                "read of a mapping of 32 TiB throws AllocationError",
                "write to guard pages is EFAULT",
            ]
        ),
        (
            "qemu-user refuses PR_SET_CHILD_SUBREAPER",
            ["prctl PR_SET_CHILD_SUBREAPER and PR_SET_PDEATHSIG set what is read back"]
        ),
        (
            "qemu-user makes files for some paths in /proc/self",
            ["statfs and fstatfs fill a buffer or leave it on ENOENT"]
        ),
        (
            "qemu-user has threads of its own in the process group",
            ["setpriority sets the nice value that getpriority returns"]
        ),
    ]

    /// Why a test can't pass under the emulator.
    static func refusal(of test: Test) -> Comment? {
        let name = test.name.prefix { $0 != "(" }.filter { $0 != "`" }
        return refused.first { $0.tests.contains(name) || $0.tests.contains(test.sourceLocation.fileName) }?
            .reason
    }
}
