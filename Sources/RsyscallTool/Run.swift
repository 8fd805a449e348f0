import ArgumentParser
import Rsyscall

/// `rsyscall run`: a command in namespaces, with a root, descriptors and credentials of its own.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs a command with namespaces, mounts, descriptors and credentials of its own.",
        usage: "rsyscall run [OPTION]... -- COMMAND [ARGUMENT]...",
        discussion: """
            An ordinary user can do most of the following in a user namespace: add user to --new.

            For example, a shell that is process 1 and sees nothing but /usr and its own processes:

              mkdir empty
              rsyscall run --new user,mount,pid --root empty --ro-bind /usr:/usr \\
                --ro-bind /lib:/lib --ro-bind /lib64:/lib64 --ro-bind /bin:/bin \\
                --proc /proc --dev /dev --tmpfs /tmp -- /bin/sh

            MOUNTS

            Sources are looked up outside the new root, as the caller sees them. Targets are looked up \
            inside it, so no symbolic link leads out of it. A missing target is created, and remains in \
            DIR.

            The options can be in any order: a target is mounted before the targets below it, by their \
            paths as written. A target that is reached through a link inside the root may be hidden by \
            another one.

            --bind, --ro-bind and --tmpfs accept / as the target, instead of --root. The root of --tmpfs \
            / leaves nothing behind.

            With --ro-bind, COMMAND loses CAP_SYS_ADMIN, with which root could make the mount writable \
            again. It can then mount only in a user namespace that it creates, where read-only mounts \
            stay read-only. --allow-remount keeps the capability. A command that has it can also uncover \
            what --bind and --tmpfs hide: add --drop-caps if it runs as root and is not trusted.

            DIRECTORY

            COMMAND starts at the path of the caller's directory, and sees what is mounted there. If the \
            new root has no such path, it starts in /. PWD is changed if it names another directory.

            USERS

            In a user namespace, an ordinary user has one user and one group: their own, or those given \
            with --uid and --gid. Root keeps all of its users and groups, if the given ones are among \
            them.

            With --uid or --gid, COMMAND has no supplementary groups, except in an ordinary user's \
            namespace, where the kernel lets no process drop any.

            NETWORK

            In a network namespace of its own, COMMAND has only the interface lo, which is up.

            TERMINAL

            COMMAND has the caller's terminal. With --new, --uid, --gid, --no-new-privs or --drop-caps, \
            it can't put input into the terminal for other programs to read: TIOCSTI and TIOCLINUX fail \
            with EPERM. For an ordinary user, this sets no_new_privs.

            With --new-session, COMMAND has no controlling terminal: it can't open /dev/tty, and a shell \
            has no job control. An interactive sh that is process 1 needs this option, since it can't \
            see the terminal's foreground process group.

            SIGNALS

            Signals sent to rsyscall are passed on to COMMAND. Linux drops signals to process 1 that it \
            does not handle. If COMMAND is process 1, and /proc shows that it does not handle a signal, \
            rsyscall does to it what the signal would do to another process.

            If COMMAND stops, rsyscall stops too if it was asked to or is in the foreground of a \
            terminal. It continues when it is told to, or when COMMAND ends. SIGSTOP can't be caught, so \
            it stops rsyscall alone.

            TERMINATION

            If rsyscall is killed, so is COMMAND, but not the processes that COMMAND has started. With \
            pid in --new, these die with COMMAND.

            COMMAND survives if it has executed a set-user-ID or set-group-ID program or one with \
            capabilities, or has asked to survive (see PR_SET_PDEATHSIG in prctl(2)). With \
            --no-new-privs, no program that it executes gains privileges, so none has that effect.

            DESCRIPTORS

            COMMAND inherits the descriptors that the caller leaves open, including those of directories \
            outside the new root.

            EXIT STATUS

            The status of COMMAND, or 128+N if signal N killed it; 127 if COMMAND is not found, and 126 \
            if it cannot be executed; 1 if the kernel refuses a step, and 2 if an option is wrong.
            """)

    @Option(
        help: ArgumentHelp(
            "New namespaces for COMMAND, separated by commas: user, mount, pid, net, ipc, uts, cgroup.",
            valueName: "names"))
    var new: [String] = []

    @Option(help: ArgumentHelp("The directory to use as its root.", valueName: "dir"))
    var root: String?

    @Option(
        help: ArgumentHelp(
            "Mounts the file or directory SRC at DST. The last colon before a / ends SRC.",
            valueName: "src:dst"))
    var bind: [String] = []

    @Option(help: ArgumentHelp("Does the same read-only, with all mounts below SRC.", valueName: "src:dst"))
    var roBind: [String] = []

    @Option(
        help: ArgumentHelp(
            "Mounts a proc file system with its processes at DST; see proc(5).", valueName: "dst"))
    var proc: [String] = []

    @Option(help: ArgumentHelp("Mounts an empty file system in memory at DST.", valueName: "dst"))
    var tmpfs: [String] = []

    @Option(
        help: ArgumentHelp(
            "Mounts a small /dev at DST, with null, tty, pts and others.", valueName: "dst"))
    var dev: [String] = []

    @Flag(help: "Lets it keep CAP_SYS_ADMIN despite --ro-bind, and so undo that.")
    var allowRemount = false

    @Option(help: ArgumentHelp("Its working directory.", valueName: "dir"))
    var chdir: String?

    @Option(help: ArgumentHelp("Sets an environment variable.", valueName: "k=v"))
    var setenv: [String] = []

    @Option(help: ArgumentHelp("Removes an environment variable, before any are set.", valueName: "k"))
    var unsetenv: [String] = []

    @Flag(help: "Removes all environment variables, before any are set.")
    var clearEnv = false

    @Option(
        help: ArgumentHelp(
            """
            Opens the file at PATH, as the caller sees it, as descriptor N: for reading and writing if \
            possible, but a FIFO as 0 only for reading, and as 1 or 2 only for writing.
            """,
            valueName: "n=path"))
    var fd: [String] = []

    @Option(help: ArgumentHelp("The user ID to run it as.", valueName: "n"))
    var uid: UInt32?

    @Option(help: ArgumentHelp("The group ID to run it as.", valueName: "n"))
    var gid: UInt32?

    @Option(help: ArgumentHelp("Its host name; needs uts in --new.", valueName: "name"))
    var hostname: String?

    @Flag(help: "Runs it in a new session, without a controlling terminal.")
    var newSession = false

    @Flag(help: "Prevents it from gaining privileges by executing a program.")
    var noNewPrivs = false

    @Flag(help: "Removes all its capabilities; it gains none by executing a program.")
    var dropCaps = false

    @Flag(help: "Prints each system call to standard error, and waits while that takes no more.")
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
