import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindThatClones, .enabled(if: geteuid() == 0, "mounting takes CAP_SYS_ADMIN"))
struct MountTreeCallTests {
    let process = ProcessKind.current

    @Test func `open_tree and move_mount and mount_setattr copy and move and change a tree`() async throws {
        try await withOwnMounts { child, path in
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
            let a = try await child.process.pointer(to: FilePath("a"))
            let b = try await child.process.pointer(to: FilePath("b"))
            try await directory.move_mount(a, to: b, in: directory)
            #expect(try await directory.fstatat("b/new").fileType == .dir)
            try await directory.move_mount("b", to: "a", in: directory)
            let attributes = try await child.process.pointer(to: MountAttr(set: .rdonly))
            try await directory.mount_setattr(a, [], attributes)
            await expectErrno(EROFS) { try await directory.mkdirat("a/newer") }
            let opened = try await directory.open_tree(a)
            #expect(try await opened.fstatat("new").fileType == .dir)
        }
    }

    @Test func `open_tree and move_mount and mount_setattr fail with ENOENT and EINVAL`() async throws {
        try await withOwnMounts { child, path in
            let directory = try await child.open(path, [.directory, .cloexec])
            let missing = try await child.process.pointer(to: FilePath("missing"))
            await expectErrno(ENOENT) { try await directory.open_tree("missing").close() }
            await expectErrno(ENOENT) { try await directory.open_tree(missing).close() }
            await expectErrno(EINVAL) { try await directory.move_mount("a", to: "b", in: directory) }
            let a = try await child.process.pointer(to: FilePath("a"))
            await expectErrno(EINVAL) { try await directory.move_mount(a, to: a, in: directory) }
            await expectErrno(EINVAL) { try await directory.mount_setattr("a", [], MountAttr(set: .rdonly)) }
            let attributes = try await child.process.pointer(to: MountAttr(set: .rdonly))
            await expectErrno(EINVAL) { try await directory.mount_setattr(a, [], attributes) }
            let whole = try await child.process.pointer(to: MountAttr())
            let parts = try ReadablePointer(whole).split(at: 16)
            await #expect(throws: PointerError.valueTooLong(byteCount: 32, size: 16)) {
                try await directory.mount_setattr(a, [], parts.front)
            }
            let ours = try await process.open(path, [.directory, .cloexec])
            await #expect(throws: Mismatch.self) {
                try await directory.move_mount("a", to: "b", in: ours)
            }
            await #expect(throws: Mismatch.self) {
                try await directory.move_mount("a", to: "b", in: process)
            }
        }
    }
}
