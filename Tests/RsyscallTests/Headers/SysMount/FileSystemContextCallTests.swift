import Foundation
import Rsyscall
import Testing

@Suite(.everyKindThatClones, .enabled(if: geteuid() == 0, "mounting takes CAP_SYS_ADMIN"))
struct FileSystemContextCallTests {
    @Test func `fsopen and fsconfig and fsmount mount a tmpfs`() async throws {
        try await withOwnMounts { child, path in
            let context = try await child.fsopen("tmpfs")
            try await context.fsconfig(.set_string, "size", "1m")
            try await context.fsconfig(.set_flag, "ro")
            await expectErrno(EINVAL) { try await context.fsconfig(.set_string, "nonsense", "1") }
            try await context.fsconfig(.cmd_create)
            try await context.fsmount(.cloexec, .noexec).move_mount(to: path.appending("a"))
            await expectErrno(EROFS) { try await child.mkdir(path.appending("a/new")) }
            await expectErrno(EBUSY) { try await context.fsmount().close() }

            let type = try await child.process.pointer(to: "tmpfs")
            let second = try await child.fsopen(type)
            await expectErrno(EINVAL) { try await second.fsmount().close() }
            let key = try await child.process.pointer(to: "mode")
            let value = try await child.process.pointer(to: "711")
            try await second.fsconfig(.set_string, key, value)
            let flag = try await child.process.pointer(to: "lazytime")
            try await second.fsconfig(.set_flag, flag)
            try await second.fsconfig(.cmd_create)
            try await second.fsmount().move_mount(to: path.appending("b"))
            #expect(try await child.stat(path.appending("b")).permissions == [.rwxu, .xgrp, .xoth])
        }
    }

    @Test func `fsconfig refuses a parameter of the wrong kind`() async throws {
        try await withOwnMounts { child, path in
            await expectErrno(ENODEV) { try await child.fsopen("nosuchfs").close() }
            let type = try await child.process.pointer(to: "nosuchfs")
            await expectErrno(ENODEV) { try await child.fsopen(type).close() }
            let context = try await child.fsopen("tmpfs")
            let size = try await child.process.pointer(to: "size")
            let bytes = try await child.process.pointer(to: Bytes([1, 2, 3]))
            let target = try await child.process.pointer(to: path)
            let file = try await child.memfd_create("file")
            // tmpfs takes its parameters as strings only.
            await expectKernelErrno(EINVAL) { try await context.fsconfig(.set_binary, "size", Bytes([1])) }
            await expectKernelErrno(EINVAL) { try await context.fsconfig(.set_binary, size, bytes) }
            await expectKernelErrno(EINVAL) {
                try await context.fsconfig(.set_path, "size", path, in: child.process)
            }
            await expectKernelErrno(EINVAL) {
                try await context.fsconfig(.set_path, size, target, in: child.process)
            }
            await expectKernelErrno(EINVAL) { try await context.fsconfig(.set_fd, "size", file) }
            await expectKernelErrno(EINVAL) { try await context.fsconfig(.set_fd, size, file) }
            // What a command does not take never reaches the kernel.
            await #expect(throws: Unsupported.self) { try await context.fsconfig(.set_string, size, bytes) }
            await #expect(throws: Unsupported.self) { try await context.fsconfig(.set_flag) }
            await #expect(throws: Unsupported.self) { try await context.fsconfig(.cmd_create, "size") }
            await #expect(throws: Unsupported.self) { try await context.fsconfig(.set_fd, "size", "1m") }
            await #expect(throws: Unsupported.self) {
                try await context.fsconfig(.set_string, "size", path, in: child.process)
            }
            await #expect(throws: Unsupported.self) { try await context.fsconfig(.set_string, "size", file) }
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

    @Test func `fspick reconfigures a mounted file system`() async throws {
        try await withOwnMounts { child, path in
            let target = path.appending("a")
            try await child.mount("tmpfs", target, "tmpfs")
            let picked = try await child.process.fspick(target)
            try await picked.fsconfig(.set_flag, "ro")
            try await picked.fsconfig(.cmd_reconfigure)
            await expectErrno(EROFS) { try await child.mkdir(target.appending("new")) }
            let mount = try await child.open(target, .path)
            let written = try await child.process.pointer(to: "")
            let again = try await mount.fspick(written, .empty_path, closeOnExec: false)
            #expect(try await picked.fcntl(.getfd) == FD.cloexec.rawValue)
            #expect(try await again.fcntl(.getfd) == 0)
            await expectErrno(EINVAL) { try await child.process.fspick(target, FSPICK(rawValue: 64)).close() }
            await expectErrno(EINVAL) { try await child.process.fspick(path.appending("b")).close() }
            try await child.setresuid(Uid(54321), Uid(54321), Uid(54321))
            await expectErrno(EPERM) { try await child.process.fspick(target).close() }
        }
    }
}
