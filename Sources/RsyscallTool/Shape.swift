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
    /// Whether the caller asks for a `PWD`.
    var setsPWD = false
    var descriptors: [Descriptor] = []
    var user: Uid?
    var group: Gid?
    var hostname: CString?
    var newSession = false
    var allowRemount = false
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

        var isReadOnly: Bool {
            if case .bind(_, readOnly: true) = kind { true } else { false }
        }

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

    /// Whether the command sees other files than we do.
    var changesFiles: Bool { root != nil || !mounts.isEmpty }

    /// Whether the command gets another root.
    var hasNewRoot: Bool { root != nil || mounts.contains(where: \.isRoot) }

    /// Whether the command must not reach what its caller can.
    var isBounded: Bool {
        !namespaces.isEmpty || user != nil || group != nil || noNewPrivs || dropCaps
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
