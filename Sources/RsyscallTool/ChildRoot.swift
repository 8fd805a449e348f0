import Rsyscall
import SystemPackage

/// The mounts of a child, and the root it ends up in.
///
/// A few mounts are all made while the child still sees what we see, and attached once it sees only its new root. So
/// sources are looked up outside, and no link inside leads a target out. Many mounts would take as many descriptors, so
/// another process keeps seeing what we see, and makes them one after another.
struct ChildRoot {
    let shape: Shape

    private enum Gathered {
        case mount(GatheredMount)
        case devices(DeviceDirectory)
    }

    /// The number of descriptors that a child may use here: a login has 1024, of which we use a handful.
    private static let most = 32

    private var isOfFew: Bool {
        let sizes = shape.mounts.map { if case .dev = $0.kind { DeviceDirectory.size } else { 1 } }
        return sizes.reduce(0, +) <= Self.most
    }

    func build(in child: borrowing ClonedProcess) async throws {
        try await step("--new mount") { try await keepMountsInside(child) }
        guard shape.changesFiles else { return }
        if isOfFew { return try await build(in: child, from: child.process) }
        let outside = try await step("--new mount") { try await child.clone([.files, .newns]) }
        try await build(in: child, from: outside.process)
        // Waited for, since it is a child of process 1, which is to find none.
        _ = try await outside.killAndWait()
    }

    private func build(in child: borrowing ClonedProcess, from maker: LinuxProcess) async throws {
        // Last to first, to be taken from the end.
        var gathered: [Gathered] = []
        var root: GatheredMount?
        if let path = shape.root {
            root = try await step("--root \(path)") { try await .copy(ofDirectory: path, in: maker) }
        }
        if isOfFew {
            for mount in shape.mounts {
                gathered.append(try await step(mount.option) { try await gather(mount, in: maker) })
            }
            gathered.reverse()
        }
        if let root {
            try await step(shape.root.map { "--root \($0)" } ?? "") { try await enter(root, child) }
        }
        // What is made for every user must not depend on the umask of the shell that started us.
        let mask = try await child.umask([])
        for mount in shape.mounts {
            let next = gathered.popLast()
            try await step(mount.option) {
                let made = if let next { next } else { try await gather(mount, in: maker) }
                switch made {
                // It is the first, if there is one.
                case .mount(let tree) where mount.isRoot: try await enter(tree, child)
                case .mount(let tree): try await tree.place(at: mount.target, in: child)
                case .devices(let devices): try await devices.place(at: mount.target, in: child)
                }
            }
        }
        try await child.umask(mask)
    }

    /// Keeps what is mounted in the child from showing outside.
    private func keepMountsInside(_ child: borrowing ClonedProcess) async throws {
        do {
            try await child.mount("none", "/", "", [.rec, .private])
        } catch let error as SyscallError where error.errno == .invalidArgument {
            throw Failure(
                "--new mount: / is no mount point, as in a chroot; make it one outside: mount --bind DIR DIR")
        }
    }

    private func gather(_ mount: Shape.Mount, in maker: LinuxProcess) async throws -> Gathered {
        switch mount.kind {
        case .bind(let source, let readOnly):
            let tree: GatheredMount =
                mount.isRoot
                ? try await .copy(ofDirectory: source, in: maker) : try await .copy(of: source, in: maker)
            // Added to the attributes that hold already, which a user namespace may have to keep.
            if readOnly { try await tree.tree.mount_setattr(set: .rdonly, recursive: true) }
            return .mount(tree)
        case .proc where shape.namespaces.contains(.newuser) && !shape.namespaces.contains(.newpid):
            // The user namespace doesn't own the pid namespace, so the kernel mounts no new proc for it.
            return .mount(try await .copy(of: "/proc", in: maker))
        case .proc:
            return .mount(try await .new("proc", [.nosuid, .nodev, .noexec], in: maker))
        case .tmpfs:
            // A root must not be writable by every user.
            return .mount(
                try await .new(
                    "tmpfs", [.nosuid, .nodev], with: ["mode": mount.isRoot ? "755" : "1777"], in: maker))
        case .dev:
            return .devices(try await DeviceDirectory(in: maker))
        }
    }

    /// Makes the tree the root, and leaves the old one.
    private func enter(_ root: GatheredMount, _ child: borrowing ClonedProcess) async throws {
        let tree = try await child.inherit(root.tree)
        try await tree.move_mount(to: "/")
        try await child.fchdir(tree)
        // With both the same, the old root lies over the new and is taken off: see pivot_root(2).
        try await child.pivot_root(".", ".")
        try await child.umount2(".", .detach)
        try await child.chdir("/")
    }
}
