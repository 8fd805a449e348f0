import ArgumentParser
import Rsyscall

/// `rsyscall run`: a command in namespaces, with a root, descriptors and credentials of its own.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs a command in a child that is shaped first.",
        usage: "rsyscall run [OPTION]... -- COMMAND [ARGUMENT]...",
        discussion: """
            Runs COMMAND with namespaces, mounts, descriptors and credentials of its own. An ordinary \
            user may do most of it in a user namespace: add user to --new.

            A shell that is process 1 and sees nothing but /usr and its own processes:

              mkdir empty
              rsyscall run --new user,mount,pid --root empty --ro-bind /usr:/usr \\
                --ro-bind /lib:/lib --ro-bind /lib64:/lib64 --ro-bind /bin:/bin \\
                --proc /proc --dev /dev --tmpfs /tmp -- /bin/sh

            Mounts. Sources are looked up outside, as the caller sees them; targets inside the new \
            root, so that no link in it leads out. Whatever the order of the options, a target is \
            mounted before those below it, as they are written: one that is reached by a link inside \
            may be hidden by another. A target that is missing is created, and stays in DIR. \
            --bind, --ro-bind and --tmpfs may have / as target instead of --root: --tmpfs / makes a \
            root that leaves nothing behind. With --ro-bind, COMMAND has no CAP_SYS_ADMIN, with \
            which root could make it writable again: it can mount only in a user namespace that it \
            makes, and there what is read-only stays so. --allow-remount lets it keep the capability. \
            A command with CAP_SYS_ADMIN can uncover what --bind and --tmpfs hide: add --drop-caps if \
            it runs as root and is not trusted.

            Directory. COMMAND starts in the caller's directory, by its path: it finds what is \
            mounted there. If a new root has no such path, it starts in /. PWD is changed if it names \
            another directory.

            Users. In a user namespace an ordinary user has one user and one group: their own, or \
            those given with --uid and --gid. Root keeps all of theirs, if those given are among them. \
            With either option COMMAND has no supplementary groups, except in an ordinary user's \
            namespace: there the kernel lets no process drop any.

            Network. In a network namespace of its own COMMAND finds nothing but lo, which is up.

            Terminal. COMMAND has the caller's terminal. Unless only its files and variables are its \
            own, it can't put input into that for others to read (TIOCSTI and TIOCLINUX fail with \
            EPERM; for an ordinary user that takes no_new_privs). With --new-session it has no \
            controlling terminal: it can't open /dev/tty, and a shell in it has no job control. \
            An interactive sh that is process 1 needs that, since the terminal's foreground group is one that \
            it can't see.

            Signals sent to rsyscall are passed on. If COMMAND is process 1 and /proc shows that it \
            does not handle a signal, which Linux then drops, rsyscall does to it what the signal \
            does to any other process. If COMMAND stops, so does rsyscall if it was asked to, or is \
            in the foreground of a terminal; it goes on when it is continued, and at the latest when \
            COMMAND ends. SIGSTOP, which no process can catch, stops rsyscall alone.

            Death. COMMAND is killed if rsyscall is, but not what COMMAND has started. Linux forgets \
            that if COMMAND executes a set-user-ID or set-group-ID program or one with capabilities, \
            or asks to (PR_SET_PDEATHSIG in prctl(2)). With --no-new-privs, no program it executes \
            gains privileges, and so none has that effect. With pid in --new, all that COMMAND has \
            started dies with it.

            Descriptors that the caller leaves open are COMMAND's too, also those of directories \
            outside a new root.

            Exit status: that of COMMAND, or 128+N if signal N killed it; 127 if it is not found and \
            126 if it cannot be executed; 1 if the kernel refuses a step, 2 for a mistake in an option.
            """)

    @Option(
        help: ArgumentHelp(
            "Namespaces of its own: user, mount, pid, net, ipc, uts, cgroup, separated by commas.",
            valueName: "names"))
    var new: [String] = []

    @Option(help: ArgumentHelp("The directory that becomes its root.", valueName: "dir"))
    var root: String?

    @Option(
        help: ArgumentHelp(
            "A file or a directory that it sees elsewhere. The last colon before a / ends SRC.",
            valueName: "src:dst"))
    var bind: [String] = []

    @Option(help: ArgumentHelp("The same, read-only, with all that is mounted below.", valueName: "src:dst"))
    var roBind: [String] = []

    @Option(help: ArgumentHelp("Where its processes are seen; see proc(5).", valueName: "dst"))
    var proc: [String] = []

    @Option(help: ArgumentHelp("Where it finds an empty file system in memory.", valueName: "dst"))
    var tmpfs: [String] = []

    @Option(help: ArgumentHelp("Where it finds a small /dev: null, tty, pts and the like.", valueName: "dst"))
    var dev: [String] = []

    @Flag(help: "With --ro-bind, it keeps CAP_SYS_ADMIN, with which it can undo that.")
    var allowRemount = false

    @Option(help: ArgumentHelp("Its working directory.", valueName: "dir"))
    var chdir: String?

    @Option(help: ArgumentHelp("Sets a variable.", valueName: "k=v"))
    var setenv: [String] = []

    @Option(help: ArgumentHelp("Removes a variable, before any is set.", valueName: "k"))
    var unsetenv: [String] = []

    @Flag(help: "It starts with no variables but those that are set here.")
    var clearEnv = false

    @Option(
        help: ArgumentHelp(
            """
            Opens a file, as the caller sees it, as descriptor N; for reading and writing if possible, a \
            FIFO as 0 for reading and as 1 or 2 for writing.
            """,
            valueName: "n=path"))
    var fd: [String] = []

    @Option(help: ArgumentHelp("Its user.", valueName: "n"))
    var uid: UInt32?

    @Option(help: ArgumentHelp("Its group.", valueName: "n"))
    var gid: UInt32?

    @Option(help: ArgumentHelp("The host name it sees; needs uts in --new.", valueName: "name"))
    var hostname: String?

    @Flag(help: "It leads a session that has no controlling terminal.")
    var newSession = false

    @Flag(help: "Executing a program gives it no privileges.")
    var noNewPrivs = false

    @Flag(help: "It has no capabilities, and gets none by executing a program.")
    var dropCaps = false

    @Flag(help: "Shows each system call on standard error.")
    var trace = false

    /// Runs the command and returns the status to exit with.
    func status(_ signals: HeldSignals) async throws -> Int32 {
        let shape = try shape()
        if shape.isBounded {
            // Before the library starts threads.
            do { try TerminalFilter.install() } catch { if !shape.newSession { throw error } }
        }
        if trace { LinuxProcess.local.tracer.write { complain($0) } }
        return try await ShapedChild(shape: shape, process: .local, signals: signals).run()
    }
}
