import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindThatClones) struct WorkingDirectoryCallTests {
    let process = ProcessKind.current

    @Test func `chdir and fchdir change the child's working directory alone`() async throws {
        let child = try await process.clone()
        let ours = try await process.readlink("/proc/self/cwd")
        try await child.chdir("/proc")
        #expect(try await child.readlink("self/cwd") == "/proc")
        let path = try await child.process.pointer(to: FilePath("/usr"))
        try await child.chdir(path)
        #expect(try await child.readlink("/proc/self/cwd") == "/usr")
        let directory = try await child.open("/etc", [.directory, .cloexec])
        try await child.fchdir(directory)
        #expect(try await child.readlink("/proc/self/cwd") == "/etc")

        await expectErrno(ENOENT) { try await child.chdir("/nonexistent") }
        let missing = try await child.process.pointer(to: FilePath("/nonexistent"))
        await expectErrno(ENOENT) { try await child.chdir(missing) }
        let file = try await child.open("/etc/passwd", [.cloexec])
        await expectErrno(ENOTDIR) { try await child.fchdir(file) }
        #expect(try await child.readlink("/proc/self/cwd") == "/etc")
        #expect(try await process.readlink("/proc/self/cwd") == ours)
    }

    @Test(.enabled(if: geteuid() == 0, "chroot takes CAP_SYS_CHROOT"))
    func `chroot changes the child's root and fails with ENOENT and EPERM`() async throws {
        try await withTemporaryDirectory { path in
            try await process.mkdir(path.appending("inside"))
            // Whatever our umask is.
            try #require(chmod(path.appending("inside").string, 0o755) == 0)
            let child = try await process.clone()
            let written = try await child.process.pointer(to: path)
            await expectErrno(ENOENT) { try await child.chroot("/nonexistent") }
            try await child.chroot(written)
            #expect(try await child.stat("/inside").fileType == .dir)
            await expectErrno(ENOENT) { _ = try await child.stat("/etc") }
            try await child.chroot("/inside")
            await expectErrno(ENOENT) { _ = try await child.stat("/inside") }
            let root = try await child.process.pointer(to: FilePath("/"))
            try await child.setresuid(Uid(65534), Uid(65534), Uid(65534))
            await expectErrno(EPERM) { try await child.chroot(root) }
            await expectErrno(EPERM) { try await child.chroot("/") }
        }
    }

    // Memory that is not ours is not looked at before the call.
    @Test(.kindsOfProcess(.local, .child, .childInNamespaces, .ownMemory))
    func `chdir refuses a pointer to a path without its terminator`() async throws {
        let path = try await process.pointer(to: FilePath("/tmp"))
        let parts = try ReadablePointer(path).split(at: 4)
        await #expect(throws: MemoryDecodingError.unterminatedString(offset: 0)) {
            try await process.chdir(parts.front)
        }
        #expect(parts.front.size == 4)
    }

    @Test func `getcwd returns what chdir set and fails with ENOENT in a removed directory`() async throws {
        let child = try await process.clone()
        try await child.chdir("/usr")
        #expect(try await child.getcwd() == "/usr")
        var buffer = try await child.process.allocate(FilePath.self, size: 100)
        #expect(try await child.getcwd(into: &buffer).read() == "/usr")
        #expect(buffer.size == 95)
        var small = try await child.process.allocate(FilePath.self, size: 4)
        await expectErrno(ERANGE) { try await child.getcwd(into: &small).free() }
        #expect(small.size == 4)
        try await withTemporaryDirectory { path in
            let inner = path.appending("removed")
            try await child.mkdir(inner)
            try await child.chdir(inner)
            #expect(try await child.getcwd() == inner)
            try await child.rmdir(inner)
            await expectErrno(ENOENT) { _ = try await child.getcwd() }
        }
        _ = try await child.exit()
    }
}
