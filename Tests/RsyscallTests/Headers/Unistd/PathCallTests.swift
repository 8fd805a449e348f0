import Foundation
import Rsyscall
import SystemPackage
import Testing

/// The calls of `unistd.h`, `stdio.h`, `sys/stat.h` and `dirent.h` that take paths.
@Suite struct PathCallTests {
    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces))
    func `NamespacePath throws MountNamespaceMismatch in another mount namespace`() async throws {
        let process = LinuxProcess.local
        let path = process.path("/etc/passwd")
        let child = try await process.clone(.newuser)
        #expect(try path.path(in: child) == "/etc/passwd")
        try await child.unshare(.newns)
        #expect(throws: MountNamespaceMismatch.self) { try path.path(in: child) }
        let theirs = child.path("/etc/passwd")
        #expect(throws: MountNamespaceMismatch.self) { try theirs.path(in: process) }
        #expect(try theirs.path(in: child) == "/etc/passwd")
    }

    @Test func `openat and symlinkat pass the bytes of a path unchanged`() async throws {
        let process = LinuxProcess.local
        let path = ReadablePointer(try await process.pointer(to: CString("/etc/passwd/"))).asPath()
        await expectErrno(ENOTDIR) { _ = try await process.openat(path, [.rdonly, .cloexec]).number }
        try await withTemporaryDirectory { directory in
            let target = ReadablePointer(try await process.pointer(to: CString("a//b/./"))).asPath()
            let link = try await process.pointer(to: directory.appending("link"))
            try await process.symlinkat(target, at: link)
            let name = directory.appending("link").string
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: name) == "a//b/./")
        }
    }

    let process = LinuxProcess.local

    private func withFiles(
        _ body: (borrowing OwnedFileDescriptor, FilePath) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { path in
            let directory = try await process.open(path, [.directory, .cloexec])
            try await directory.openat("a", [.wronly, .creat, .cloexec], mode: .rwxu).write("abc".utf8)
            try await body(directory, path)
        }
    }

    @Test func `linkat and renameat2 and mkdirat and unlinkat give and take names`() async throws {
        try await withFiles { directory, path in
            let a = try await process.task.pointer(to: FilePath("a"))
            let b = try await process.task.pointer(to: FilePath("b"))
            let inside = try await process.task.pointer(to: FilePath("inside"))
            try await directory.linkat(a, to: b)
            #expect(try await directory.newfstatat("a").nlink == 2)
            try await directory.mkdirat(inside, mode: .rwxu)
            let subdirectory = try await directory.openat("inside", [.directory, .cloexec])
            try await directory.linkat(a, to: b, in: subdirectory)
            try await directory.linkat("a", to: "c", in: subdirectory)
            #expect(try await directory.newfstatat("a").nlink == 4)
            let d = try await process.task.pointer(to: FilePath("d"))
            try await subdirectory.renameat2(b, to: d, in: directory)
            try await subdirectory.renameat2("c", to: "c", in: directory, .noreplace)
            try await directory.renameat2(b, to: a, .exchange)
            try await directory.unlinkat(b)
            try await directory.unlinkat(inside, .removedir)

            await expectErrno(ENOENT) { try await directory.unlinkat(b) }
            await expectErrno(ENOENT) { try await directory.unlinkat("b") }
            await expectErrno(EEXIST) { try await directory.linkat("a", to: "c") }
            await expectErrno(EEXIST) { try await directory.linkat(a, to: a) }
            await expectErrno(EEXIST) { try await directory.renameat2("a", to: "c", .noreplace) }
            await expectErrno(ENOENT) { try await directory.renameat2(b, to: a) }
            await expectErrno(EEXIST) { try await directory.mkdirat("a") }
            await expectErrno(EEXIST) { try await directory.mkdirat(a) }
            let child = try await process.clone()
            await #expect(throws: WorkingDirectoryMismatch.self) {
                try await directory.linkat("a", to: "d", in: child.task)
            }
            let theirs = try await child.open(path, [.directory, .cloexec])
            await #expect(throws: DescriptorTableMismatch.self) {
                try await directory.renameat2("a", to: "d", in: theirs)
            }
            #expect(a.value == "a")
        }
    }

    @Test func `symlinkat makes the link that readlinkat reads`() async throws {
        try await withFiles { directory, path in
            let target = try await process.task.pointer(to: FilePath("a"))
            let link = try await process.task.pointer(to: FilePath("l"))
            try await directory.symlinkat(target, at: link)
            var buffer = try await process.task.allocate(Bytes.self, count: 10)
            let told = try await directory.readlinkat(link, into: &buffer)
            #expect(try await told.read() == Bytes("a".utf8))
            #expect(buffer.size == 9)
            let long = FilePath(String(repeating: "x", count: 1000))
            try await directory.symlinkat(long, at: "long")
            #expect(try await directory.readlinkat("long") == long)
            await expectErrno(EEXIST) { try await directory.symlinkat("b", at: "l") }
            await expectErrno(EEXIST) { try await directory.symlinkat(target, at: link) }
            await expectErrno(EINVAL) { _ = try await directory.readlinkat("a") }
            await expectErrno(EINVAL) { try await directory.readlinkat(target, into: &buffer).free() }
            #expect(buffer.size == 9)
        }
    }

    @Test func `faccessat2 fails with ENOENT and EINVAL`() async throws {
        try await withFiles { directory, path in
            let a = try await process.task.pointer(to: FilePath("a"))
            try await directory.faccessat2(a, [.r, .w])
            try await process.access(path.appending("a"), .r)
            let missing = try await process.task.pointer(to: FilePath("missing"))
            await expectErrno(ENOENT) { try await directory.faccessat2(missing, .f) }
            await expectErrno(ENOENT) { try await directory.faccessat2("missing", .f) }
            await expectErrno(EINVAL) { try await directory.faccessat2(a, OK(rawValue: 64)) }
        }
    }

    @Test func `fstat and newfstatat and statx agree and leave the buffer on ENOENT`() async throws {
        try await withFiles { directory, path in
            let a = try await process.task.pointer(to: FilePath("a"))
            var buffer = try await process.task.allocate([FileStatus].self, count: 2)
                .unsafelyReinterpret(as: FileStatus.self)
            let byPath = try await directory.newfstatat(a, into: &buffer).read()
            #expect(byPath.size == 3)
            let file = try await directory.openat("a", [.rdwr, .cloexec])
            let byDescriptor = try await file.fstat(into: &buffer).read()
            #expect(byDescriptor.identity == byPath.identity)
            #expect(buffer.size == 0)
            await #expect(throws: PointerError.self) { try await file.fstat(into: &buffer).free() }
            var statx = try await process.task.allocate(Statx.self)
            let extended = try await directory.statx(a, into: &statx).read()
            #expect(extended.size == 3)
            #expect(extended.ino == byPath.ino)
            let missing = try await process.task.pointer(to: FilePath("missing"))
            var another = try await process.task.allocate(FileStatus.self)
            var anotherx = try await process.task.allocate(Statx.self)
            await expectErrno(ENOENT) { try await directory.newfstatat(missing, into: &another).free() }
            await expectErrno(ENOENT) { try await directory.statx(missing, into: &anotherx).free() }
            await expectErrno(ENOENT) { _ = try await directory.newfstatat("missing") }
            await expectErrno(ENOENT) { _ = try await directory.statx("missing") }
            #expect(another.size == FileStatus.byteCount)
            #expect(anotherx.size == Statx.byteCount)
            try await file.fchmod([.rusr])
            #expect(try await file.fstat().permissions == .rusr)
            let gone = try await directory.openat("a", [.path, .cloexec])
            await expectErrno(EBADF) { try await gone.fchmod([.rusr]) }
        }
    }

    @Test func `umask hides bits of mkdir in the child alone`() async throws {
        try await withTemporaryDirectory { path in
            let child = try await process.clone()
            let before = try await child.umask([.rwxg, .rwxo])
            #expect(try await child.umask([.rwxg, .rwxo]) == [.rwxg, .rwxo])
            try await child.mkdir(path.appending("private"))
            #expect(try await child.stat(path.appending("private")).permissions == .rwxu)
            // It is the child's own, since it does not share its file system context.
            try await process.mkdir(path.appending("ours"))
            let expected = Mode([.rwxu, .rwxg, .rwxo]).subtracting(before)
            #expect(try await process.stat(path.appending("ours")).permissions == expected)
        }
    }

    @Test func `getdents64 lists a directory and fails with ENOTDIR and EINVAL`() async throws {
        try await withFiles { directory, path in
            var buffer = try await process.task.allocate(DirentList.self, size: 4096)
            let filled = try await directory.getdents64(into: &buffer)
            #expect(filled.size + buffer.size == 4096)
            #expect(try await filled.read().entries.map(\.name.string).sorted() == [".", "..", "a"])
            let rest = try await directory.getdents64(into: &buffer)
            #expect(rest.size == 0)
            let file = try await directory.openat("a", [.cloexec])
            await expectErrno(ENOTDIR) { try await file.getdents64(into: &buffer).free() }
            await expectErrno(ENOTDIR) { _ = try await file.getdents64() }
            try await directory.lseek(0, .set)
            var small = try await process.task.allocate(DirentList.self, size: 8)
            await expectErrno(EINVAL) { try await directory.getdents64(into: &small).free() }
            #expect(small.size == 8)
        }
    }
}
