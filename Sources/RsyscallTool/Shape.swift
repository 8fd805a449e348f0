import Rsyscall
import SystemPackage

/// The surroundings that a command is to have.
struct Shape: Sendable {
    var command: Command
    var namespaces: CLONE = []
    var root: FilePath?
    /// In the order in which they are mounted.
    var mounts: [Mount] = []
    var directory: FilePath?
    var environment = Environment()
    var descriptors: [Descriptor] = []
    var user: Uid?
    var group: Gid?
    var hostname: CString?
    var noNewPrivs = false
    var dropCaps = false

    /// A file that the command finds open.
    struct Descriptor: Sendable {
        let number: FileDescriptorNumber
        let path: FilePath
    }

    struct Mount: Sendable {
        enum Kind {
            case bind(FilePath, readOnly: Bool)
            case proc
            case tmpfs
            case dev
        }

        let kind: Kind
        let target: FilePath

        var isRoot: Bool { target == "/" }

        /// The option that asks for it.
        var option: String {
            switch kind {
            case .bind(let source, let readOnly): "\(readOnly ? "--ro-bind" : "--bind") \(source):\(target)"
            case .proc: "--proc \(target)"
            case .tmpfs: "--tmpfs \(target)"
            case .dev: "--dev \(target)"
            }
        }
    }

    init(command: Command) {
        self.command = command
    }

    /// The namespaces by the names they have for `--new`.
    static let namespaces: KeyValuePairs<String, CLONE> = [
        "user": .newuser, "mount": .newns, "pid": .newpid, "net": .newnet, "ipc": .newipc, "uts": .newuts,
        "cgroup": .newcgroup,
    ]
}
