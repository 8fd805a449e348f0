import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindThatClones, .enabled(if: geteuid() == 0, "mounting takes CAP_SYS_ADMIN"))
struct MountCallTests {
    let process = ProcessKind.current

    @Test func `mount and umount2 mount and unmount a tmpfs`() async throws {
        try await withOwnMounts { child, path in
            let target = path.appending("a")
            try await child.mount("tmpfs", target, "tmpfs", [.nosuid], data: "size=1m,mode=700")
            try await child.mkdir(target.appending("inside"))
            #expect(try await child.stat(target).permissions == .rwxu)
            await expectErrno(ENOENT) { _ = try await process.stat(target.appending("inside")) }
            try await child.umount2(target)
            await expectErrno(ENOENT) { _ = try await child.stat(target.appending("inside")) }

            let source = try await child.process.pointer(to: FilePath("tmpfs"))
            let written = try await child.process.pointer(to: target)
            let type = try await child.process.pointer(to: "tmpfs")
            let data = try await child.process.pointer(to: "")
            try await child.mount(source, written, type, .nodev, data: data)
            try await child.mkdir(target.appending("again"))
            try await child.umount2(written, .detach)
            await expectErrno(ENOENT) { _ = try await child.stat(target.appending("again")) }
        }
    }

    @Test func `mount and umount2 fail with ENODEV and ENOENT and EINVAL and EPERM`() async throws {
        try await withOwnMounts { child, path in
            await expectErrno(ENODEV) { try await child.mount("none", path, "nosuchfs") }
            await expectErrno(ENOENT) { try await child.mount("none", path.appending("missing"), "tmpfs") }
            await expectErrno(EINVAL) { try await child.umount2(path) }
            let written = try await child.process.pointer(to: path)
            await expectErrno(EINVAL) { try await child.umount2(written) }
            let source = try await child.process.pointer(to: FilePath("none"))
            let type = try await child.process.pointer(to: "nosuchfs")
            let data = try await child.process.pointer(to: "")
            await expectErrno(ENODEV) { try await child.mount(source, written, type, data: data) }
            try await child.setresuid(Uid(65534), Uid(65534), Uid(65534))
            await expectErrno(EPERM) { try await child.mount("none", "/tmp", "tmpfs") }
            #expect(written.value == path)
        }
    }

    @Test func `pivot_root exchanges the root`() async throws {
        try await withOwnMounts { child, path in
            for usesPointers in [false, true] {
                let root = try await child.clone([.newns])
                try await root.mount("tmpfs", path, "tmpfs")
                let old = path.appending("old")
                try await root.mkdir(old)
                await expectErrno(EINVAL) { try await root.pivot_root(old, old) }
                if usesPointers {
                    try await root.pivot_root(
                        try await root.process.pointer(to: path), try await root.process.pointer(to: old))
                } else {
                    try await root.pivot_root(path, old)
                }
                #expect(try await root.stat("/old/etc").fileType == .dir)
                await expectErrno(ENOENT) { _ = try await root.stat("/etc") }
                let missing = try await root.process.pointer(to: FilePath("/missing"))
                await expectErrno(ENOENT) { try await root.pivot_root(missing, missing) }
            }
        }
    }
}
