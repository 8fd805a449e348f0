import Rsyscall
import SystemPackage

/// A mount that is made, but isn't attached anywhere yet.
final class GatheredMount: Sendable {
    let tree: OwnedFileDescriptor
    let isDirectory: Bool

    init(_ tree: consuming OwnedFileDescriptor) async throws {
        isDirectory = try await tree.fstat().fileType == .dir
        self.tree = tree
    }

    /// Returns a copy of what is mounted at `path`, and below.
    static func copy(of path: FilePath, in child: LinuxProcess) async throws -> GatheredMount {
        try await GatheredMount(try await child.open_tree(path, .clone, at: .recursive))
    }

    /// Returns a copy of the directory at `path`, with all that is mounted below.
    static func copy(
        ofDirectory path: FilePath, in child: LinuxProcess
    ) async throws -> GatheredMount {
        let directory = try await child.open(path, [.path, .directory])
        return try await GatheredMount(
            try await directory.open_tree("", .clone, at: [.recursive, .empty_path]))
    }

    /// Returns the mount of a new file system.
    static func new(
        _ type: String, _ attributes: MOUNT_ATTR, with parameters: KeyValuePairs<String, String> = [:],
        in child: LinuxProcess
    ) async throws -> GatheredMount {
        let context = try await child.fsopen(type)
        try await context.fsconfig(.set_string, "source", type)
        for (key, value) in parameters { try await context.fsconfig(.set_string, key, value) }
        try await context.fsconfig(.cmd_create)
        return try await GatheredMount(try await context.fsmount([], attributes))
    }

    /// Has a process that shares the table of descriptors attach it at `target`, which is made if it is missing.
    func place(at target: FilePath, in child: borrowing ClonedProcess) async throws {
        try await makePlace(target, in: child)
        try await child.inherit(tree).move_mount(to: target, [.t_symlinks, .t_automounts])
    }

    private func makePlace(_ target: FilePath, in child: borrowing ClonedProcess) async throws {
        do {
            _ = try await child.stat(target)
            return
        } catch let error as SyscallError where error.errno == .noSuchFileOrDirectory {
        }
        var directories = target.components.indices.map { index in
            FilePath(root: target.root, target.components[...index])
        }
        if !isDirectory { directories.removeLast() }
        for directory in directories {
            do {
                try await child.mkdir(directory, mode: [.rwxu, .rgrp, .xgrp, .roth, .xoth])
            } catch let error as SyscallError where error.errno == .fileExists {
                continue
            }
        }
        if !isDirectory {
            _ = try await child.open(target, [.creat, .wronly], mode: [.rusr, .rgrp, .roth])
        }
    }
}
