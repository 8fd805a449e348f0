import Rsyscall
import SystemPackage

/// The mounts of a child, and the root it ends up in.
///
/// All are made while the child sees what we see, and attached when it sees its new root only: so sources
/// are looked up outside, and no link inside leads a target out.
struct ChildRoot {
    let shape: Shape

    private enum Gathered {
        case mount(GatheredMount)
        case devices(DeviceDirectory)
    }

    func build(in child: borrowing ClonedProcess) async throws {
        try await step("--new mount") {
            // Nothing that is mounted here is to show outside.
            try await child.mount("none", "/", "", [.rec, .private])
        }
        var root: GatheredMount?
        if let path = shape.root {
            root = try await step("--root \(path)") { try await .copy(ofDirectory: path, in: child) }
        }
        var rest: [(Shape.Mount, Gathered)] = []
        for mount in shape.mounts {
            let gathered = try await step(mount.option) { try await gather(mount, in: child) }
            if mount.isRoot, case .mount(let tree) = gathered {
                root = tree
            } else {
                rest.append((mount, gathered))
            }
        }
        if let root {
            let option = shape.root.map { "--root \($0)" } ?? shape.mounts.first?.option ?? ""
            try await step(option) { try await enter(root, child) }
        }
        // What is made for all to use must not depend on whose shell started us.
        let mask = try await child.umask([])
        for (mount, gathered) in rest {
            try await step(mount.option) {
                switch gathered {
                case .mount(let tree): try await tree.place(at: mount.target, in: child)
                case .devices(let devices): try await devices.place(at: mount.target, in: child)
                }
            }
        }
        try await child.umask(mask)
    }

    private func gather(_ mount: Shape.Mount, in child: borrowing ClonedProcess) async throws -> Gathered {
        switch mount.kind {
        case .bind(let source, let readOnly):
            let tree: GatheredMount =
                mount.isRoot
                ? try await .copy(ofDirectory: source, in: child) : try await .copy(of: source, in: child)
            // Only added to what holds already, so that what a user namespace must keep is kept.
            if readOnly { try await tree.tree.mount_setattr(set: .rdonly, recursive: true) }
            return .mount(tree)
        case .proc where shape.namespaces.contains(.newuser) && !shape.namespaces.contains(.newpid):
            // The processes are not the user namespace's own, so the kernel makes no proc of them for it.
            return .mount(try await .copy(of: "/proc", in: child))
        case .proc:
            return .mount(try await .new("proc", [.nosuid, .nodev, .noexec], in: child))
        case .tmpfs:
            // As a root, it is not for every user to write to.
            return .mount(
                try await .new(
                    "tmpfs", [.nosuid, .nodev], with: ["mode": mount.isRoot ? "755" : "1777"], in: child))
        case .dev:
            return .devices(try await DeviceDirectory(in: child))
        }
    }

    /// Makes the tree the root, and leaves the old one.
    private func enter(_ root: GatheredMount, _ child: borrowing ClonedProcess) async throws {
        try await root.tree.move_mount(to: "/")
        try await child.fchdir(root.tree)
        // With both the same, the old root lies over the new and is taken off: see pivot_root(2).
        try await child.pivot_root(".", ".")
        try await child.umount2(".", .detach)
        try await child.chdir("/")
    }
}
