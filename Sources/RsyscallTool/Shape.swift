import Rsyscall
import SystemPackage

/// What a command is to find itself in.
struct Shape {
    var command: Command
    var namespaces: CLONE = []
    var root: FilePath?
    var mounts: [Mount] = []
    var directory: FilePath?
    var environment = Environment()
    var descriptors: [(FileDescriptorNumber, FilePath)] = []
    var user: Uid?
    var group: Gid?
    var hostname: String?
    var noNewPrivs = false
    var dropCaps = false

    struct Mount {
        enum Kind {
            case bind(FilePath, readOnly: Bool)
            case proc
            case tmpfs
            case dev
        }

        let kind: Kind
        let target: FilePath
    }

    init(command: Command) {
        self.command = command
    }

    static let namespaces: [String: CLONE] = [
        "user": .newuser, "mount": .newns, "pid": .newpid, "net": .newnet, "ipc": .newipc, "uts": .newuts,
        "cgroup": .newcgroup,
    ]
}
