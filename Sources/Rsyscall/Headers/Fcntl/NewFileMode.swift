/// The mode of a file that is created; strace shows none if no file is.
struct NewFileMode: RegisterArgument {
    private let mode: Mode
    private let flags: OpenFlags

    init(_ mode: Mode, _ flags: OpenFlags) {
        self.mode = mode
        self.flags = flags
    }

    private var isCreated: Bool { flags.contains(.creat) || flags.contains(.tmpfile) }
    // If no file is created, openat2 refuses a mode, and the other calls ignore it.
    var register: UInt { isCreated ? mode.register : 0 }
    var traced: String { isCreated ? mode.traced : "" }
}

extension Mode {
    /// `0666`: what `open` gives a new file before the umask.
    public static var usual: Mode { [.rusr, .wusr, .rgrp, .wgrp, .roth, .woth] }
}
