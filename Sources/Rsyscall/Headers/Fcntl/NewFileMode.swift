/// The mode of a file that is created; strace shows none if none is.
struct NewFileMode: RegisterArgument {
    private let mode: Mode
    private let flags: OpenFlags

    init(_ mode: Mode, _ flags: OpenFlags) {
        self.mode = mode
        self.flags = flags
    }

    private var isCreated: Bool { flags.contains(.creat) || flags.contains(.tmpfile) }
    // The kernel refuses a mode with openat2, and ignores it otherwise, where nothing is created.
    var register: UInt { isCreated ? mode.register : 0 }
    var traced: String { isCreated ? mode.traced : "" }
}

extension Mode {
    /// `0666`: what `open` gives a new file before the umask.
    public static var usual: Mode { [.rusr, .wusr, .rgrp, .wgrp, .roth, .woth] }
}
