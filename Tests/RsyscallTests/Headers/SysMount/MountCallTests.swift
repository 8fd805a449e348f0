import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.enabled(if: geteuid() == 0, "mounting takes CAP_SYS_ADMIN"))
struct MountCallTests {
    let process = LinuxProcess.local

    /// Runs `body` with a child whose mounts nobody else sees, and a directory.
    private func withMounts(
        _ body: (borrowing ClonedProcess, FilePath) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { path in
            for name in ["a", "b"] { try await process.mkdir(path.appending(name)) }
            let child = try await process.clone([.newns])
            try await child.mount("none", "/", "", [.rec, .private])
            try await body(child, path)
            _ = try await process.stat(path)
        }
    }

    @Test func `mount and umount2 mount and unmount a tmpfs`() async throws {
        try await withMounts { child, path in
            let target = path.appending("a")
            try await child.mount("tmpfs", target, "tmpfs", [.nosuid], data: "size=1m,mode=700")
            try await child.mkdir(target.appending("inside"))
            #expect(try await child.stat(target).permissions == .rwxu)
            await expectErrno(ENOENT) { _ = try await process.stat(target.appending("inside")) }
            try await child.umount2(target)
            await expectErrno(ENOENT) { _ = try await child.stat(target.appending("inside")) }

            let source = try await child.task.pointer(to: FilePath("tmpfs"))
            let written = try await child.task.pointer(to: target)
            let type = try await child.task.pointer(to: "tmpfs")
            let data = try await child.task.pointer(to: "")
            try await child.mount(source, written, type, .nodev, data: data)
            try await child.mkdir(target.appending("again"))
            try await child.umount2(written, .detach)
            await expectErrno(ENOENT) { _ = try await child.stat(target.appending("again")) }
        }
    }

    @Test func `mount and umount2 fail with ENODEV and ENOENT and EINVAL and EPERM`() async throws {
        try await withMounts { child, path in
            await expectErrno(ENODEV) { try await child.mount("none", path, "nosuchfs") }
            await expectErrno(ENOENT) { try await child.mount("none", path.appending("missing"), "tmpfs") }
            await expectErrno(EINVAL) { try await child.umount2(path) }
            let written = try await child.task.pointer(to: path)
            await expectErrno(EINVAL) { try await child.umount2(written) }
            let source = try await child.task.pointer(to: FilePath("none"))
            let type = try await child.task.pointer(to: "nosuchfs")
            let data = try await child.task.pointer(to: "")
            await expectErrno(ENODEV) { try await child.mount(source, written, type, data: data) }
            try await child.setresuid(Uid(65534), Uid(65534), Uid(65534))
            await expectErrno(EPERM) { try await child.mount("none", "/tmp", "tmpfs") }
            #expect(written.value == path)
        }
    }

    @Test func `pivot_root exchanges the root`() async throws {
        try await withMounts { child, path in
            for usesPointers in [false, true] {
                let root = try await child.clone([.newns])
                try await root.mount("tmpfs", path, "tmpfs")
                let old = path.appending("old")
                try await root.mkdir(old)
                await expectErrno(EINVAL) { try await root.pivot_root(old, old) }
                if usesPointers {
                    try await root.pivot_root(
                        try await root.task.pointer(to: path), try await root.task.pointer(to: old))
                } else {
                    try await root.pivot_root(path, old)
                }
                #expect(try await root.stat("/old/etc").fileType == .dir)
                await expectErrno(ENOENT) { _ = try await root.stat("/etc") }
                let missing = try await root.task.pointer(to: FilePath("/missing"))
                await expectErrno(ENOENT) { try await root.pivot_root(missing, missing) }
            }
        }
    }

    @Test func `open_tree and move_mount and mount_setattr copy and move and change a tree`() async throws {
        try await withMounts { child, path in
            try await child.mount("tmpfs", path.appending("a"), "tmpfs")
            try await child.mkdir(path.appending("a/inside"))
            let tree = try await child.open_tree(path.appending("a"), [.clone, .cloexec], at: .recursive)
            try await tree.mount_setattr(set: .rdonly)
            try await tree.move_mount(to: path.appending("b"))
            #expect(try await child.stat(path.appending("b/inside")).fileType == .dir)
            await expectErrno(EROFS) { try await child.mkdir(path.appending("b/new")) }
            try await child.mount_setattr(path.appending("b"), [], MountAttr(clr: .rdonly))
            try await child.mkdir(path.appending("b/new"))

            let directory = try await child.open(path, [.directory, .cloexec])
            try await tree.close()
            try await child.umount2(path.appending("b"))
            let a = try await child.task.pointer(to: FilePath("a"))
            let b = try await child.task.pointer(to: FilePath("b"))
            try await directory.move_mount(a, to: b, in: directory)
            #expect(try await directory.newfstatat("b/new").fileType == .dir)
            try await directory.move_mount("b", to: "a", in: directory)
            let attributes = try await child.task.pointer(to: MountAttr(set: .rdonly))
            try await directory.mount_setattr(a, [], attributes)
            await expectErrno(EROFS) { try await directory.mkdirat("a/newer") }
            let opened = try await directory.open_tree(a)
            #expect(try await opened.newfstatat("new").fileType == .dir)
        }
    }

    @Test func `open_tree and move_mount and mount_setattr fail with ENOENT and EINVAL`() async throws {
        try await withMounts { child, path in
            let directory = try await child.open(path, [.directory, .cloexec])
            let missing = try await child.task.pointer(to: FilePath("missing"))
            await expectErrno(ENOENT) { try await directory.open_tree("missing").close() }
            await expectErrno(ENOENT) { try await directory.open_tree(missing).close() }
            await expectErrno(EINVAL) { try await directory.move_mount("a", to: "b", in: directory) }
            let a = try await child.task.pointer(to: FilePath("a"))
            await expectErrno(EINVAL) { try await directory.move_mount(a, to: a, in: directory) }
            await expectErrno(EINVAL) { try await directory.mount_setattr("a", [], MountAttr(set: .rdonly)) }
            let attributes = try await child.task.pointer(to: MountAttr(set: .rdonly))
            await expectErrno(EINVAL) { try await directory.mount_setattr(a, [], attributes) }
            let whole = try await child.task.pointer(to: MountAttr())
            let parts = try ReadablePointer(whole).split(at: 16)
            await #expect(throws: PointerError.valueTooLong(byteCount: 32, size: 16)) {
                try await directory.mount_setattr(a, [], parts.first)
            }
            let ours = try await process.open(path, [.directory, .cloexec])
            await #expect(throws: DescriptorTableMismatch.self) {
                try await directory.move_mount("a", to: "b", in: ours)
            }
            await #expect(throws: WorkingDirectoryMismatch.self) {
                try await directory.move_mount("a", to: "b", in: process.task)
            }
        }
    }

    @Test func `fsopen and fsconfig and fsmount mount a tmpfs`() async throws {
        try await withMounts { child, path in
            let context = try await child.fsopen("tmpfs")
            try await context.fsconfig(.set_string, "size", "1m")
            try await context.fsconfig(.set_flag, "ro")
            await expectErrno(EINVAL) { try await context.fsconfig(.set_string, "nonsense", "1") }
            try await context.fsconfig(.cmd_create)
            try await context.fsmount(.cloexec, .noexec).move_mount(to: path.appending("a"))
            await expectErrno(EROFS) { try await child.mkdir(path.appending("a/new")) }
            await expectErrno(EBUSY) { try await context.fsmount().close() }

            let type = try await child.task.pointer(to: "tmpfs")
            let second = try await child.fsopen(type)
            await expectErrno(EINVAL) { try await second.fsmount().close() }
            let key = try await child.task.pointer(to: "mode")
            let value = try await child.task.pointer(to: "711")
            try await second.fsconfig(.set_string, key, value)
            let flag = try await child.task.pointer(to: "lazytime")
            try await second.fsconfig(.set_flag, flag)
            try await second.fsconfig(.cmd_create)
            try await second.fsmount().move_mount(to: path.appending("b"))
            #expect(try await child.stat(path.appending("b")).permissions == [.rwxu, .xgrp, .xoth])
        }
    }

    @Test func `fsconfig fails with EINVAL on a parameter of the wrong kind`() async throws {
        try await withMounts { child, path in
            await expectErrno(ENODEV) { try await child.fsopen("nosuchfs").close() }
            let type = try await child.task.pointer(to: "nosuchfs")
            await expectErrno(ENODEV) { try await child.fsopen(type).close() }
            let context = try await child.fsopen("tmpfs")
            let size = try await child.task.pointer(to: "size")
            let bytes = try await child.task.pointer(to: Bytes([1, 2, 3]))
            let target = try await child.task.pointer(to: path)
            let file = try await child.memfd_create("file")
            // tmpfs takes its parameters as strings only.
            await expectKernelErrno(EINVAL) { try await context.fsconfig(.set_binary, "size", Bytes([1])) }
            await expectKernelErrno(EINVAL) { try await context.fsconfig(.set_binary, size, bytes) }
            await expectKernelErrno(EINVAL) {
                try await context.fsconfig(.set_path, "size", path, in: child.task)
            }
            await expectKernelErrno(EINVAL) {
                try await context.fsconfig(.set_path, size, target, in: child.task)
            }
            await expectKernelErrno(EINVAL) { try await context.fsconfig(.set_fd, "size", file) }
            await expectKernelErrno(EINVAL) { try await context.fsconfig(.set_fd, size, file) }
            // What a command does not take never reaches the kernel.
            await expectErrno(EINVAL) { try await context.fsconfig(.set_string, size, bytes) }
            await expectErrno(EINVAL) { try await context.fsconfig(.set_flag) }
            await expectErrno(EINVAL) { try await context.fsconfig(.cmd_create, "size") }
            await expectErrno(EINVAL) { try await context.fsconfig(.set_fd, "size", "1m") }
            await expectErrno(EINVAL) {
                try await context.fsconfig(.set_string, "size", path, in: child.task)
            }
            await expectErrno(EINVAL) { try await context.fsconfig(.set_string, "size", file) }
            #expect(bytes.value == [1, 2, 3])
        }
    }

    /// Expects an error of a call that reached the kernel, which the error's five arguments show.
    private func expectKernelErrno(
        _ errno: CInt, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
    ) async {
        let refusal = await expectErrno(errno, sourceLocation: sourceLocation, body)
        #expect(refusal?.arguments.count == 5, sourceLocation: sourceLocation)
    }
}
