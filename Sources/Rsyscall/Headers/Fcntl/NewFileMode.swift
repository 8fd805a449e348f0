/// The mode of a file that is created; strace shows none if no file is.
@usableFromInline
struct NewFileMode: RegisterArgument, Sendable {
    @usableFromInline let mode: Mode
    @usableFromInline let flags: OpenFlags

    @inlinable
    init(_ mode: Mode, _ flags: OpenFlags) {
        self.mode = mode
        self.flags = flags
    }

    @inlinable var isCreated: Bool { flags.contains(.creat) || flags.contains(.tmpfile) }
    // If no file is created, openat2 refuses a mode, and the other calls ignore it.
    @inlinable var register: UInt { isCreated ? mode.register : 0 }
    @usableFromInline var traced: String { isCreated ? mode.traced : "" }
}

extension Mode {
    /// `0666`: what `open` gives a new file before the umask.
    @inlinable public static var usual: Mode { [.rusr, .wusr, .rgrp, .wgrp, .roth, .woth] }
}
