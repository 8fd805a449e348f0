import Rsyscall
import SystemPackage

/// The mounts of a child, and the root it ends up in.
struct ChildRoot {
    let shape: Shape

    private static let devices = ["null", "zero", "full", "random", "urandom", "tty"]

    func build(in child: borrowing ClonedProcess) async throws {
        do {
            // Nothing that is mounted here is to show outside.
            try await child.mount("none", "/", "", [.rec, .private])
            if let root = shape.root {
                try await child.mount(root, root, "", [.bind, .rec])
            }
            // What lies above is mounted first.
            for mount in shape.mounts.sorted(by: { $0.target.components.count < $1.target.components.count })
            {
                try await place(mount, in: child)
            }
            if let root = shape.root {
                // With both the same, the old root lies over the new and is taken off: see pivot_root(2).
                try await child.chdir(root)
                try await child.pivot_root(".", ".")
                try await child.umount2(".", .detach)
                try await child.chdir("/")
            }
        } catch let error as SyscallError {
            throw Failure(message: "run: mount: \(error)", status: 1)
        }
    }

    private func place(_ mount: Shape.Mount, in child: borrowing ClonedProcess) async throws {
        let target = inside(mount.target)
        switch mount.kind {
        case .bind(let source, let readOnly):
            let isDirectory = try await child.stat(source).fileType == .dir
            try await makePlace(target, isDirectory: isDirectory, in: child)
            try await child.mount(source, target, "", [.bind, .rec])
            if readOnly {
                try await child.open_tree(target).mount_setattr(set: .rdonly, recursive: true)
            }
        case .proc:
            try await makePlace(target, isDirectory: true, in: child)
            try await child.mount("proc", target, "proc", [.nosuid, .nodev, .noexec])
        case .tmpfs:
            try await makePlace(target, isDirectory: true, in: child)
            try await child.mount("tmpfs", target, "tmpfs", [.nosuid, .nodev])
        case .dev:
            try await makePlace(target, isDirectory: true, in: child)
            try await child.mount("tmpfs", target, "tmpfs", [.nosuid], data: "mode=755")
            for name in Self.devices {
                let device = target.appending(name)
                try await makePlace(device, isDirectory: false, in: child)
                try await child.mount(FilePath("/dev").appending(name), device, "", .bind)
            }
            for (name, leadsTo) in [("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")] {
                try await child.symlink(FilePath("/proc/self/fd" + leadsTo), at: target.appending(name))
            }
        }
    }

    /// The path before the root is changed.
    private func inside(_ path: FilePath) -> FilePath {
        guard let root = shape.root else { return path }
        return root.pushing(FilePath(root: nil, path.components))
    }

    /// Makes what a mount needs to be mounted on, where it is not there.
    private func makePlace(
        _ path: FilePath, isDirectory: Bool, in child: borrowing ClonedProcess
    ) async throws {
        var made = FilePath(root: path.root)
        let components = Array(path.components)
        for (index, component) in components.enumerated() {
            made.append(component)
            do {
                if index == components.count - 1, !isDirectory {
                    _ = try await child.open(made, [.creat, .wronly, .cloexec], mode: [.rusr, .wusr])
                } else {
                    try await child.mkdir(made, mode: [.rwxu, .rgrp, .xgrp, .roth, .xoth])
                }
            } catch let error as SyscallError
                where [.fileExists, .isDirectory, .readOnlyFileSystem, .permissionDenied].contains(
                    error.errno)
            {
                // There already, or the mount itself will say what is wrong.
                continue
            }
        }
    }
}
