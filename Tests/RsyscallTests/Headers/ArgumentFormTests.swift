import Foundation
import Rsyscall
import SystemPackage
import Testing

/// One function takes each argument in every form: as a literal, as a value of any fitting type, or as a pointer to
/// one, and all of these in one call.
@Suite(.everyKindOfProcess) struct ArgumentFormTests {
    let process = ProcessKind.current

    @Test func `linkat and link take a literal and a FilePath and a CString and pointers`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let a = try await PathPointers("a", in: process)
            let b = try await PathPointers("b", in: process)
            let c = try await PathPointers("c", in: process)
            try await directory.linkat("a", to: FilePath("1"))
            try await directory.linkat(FilePath("a"), to: CString("2"))
            try await directory.linkat(CString("a"), to: b.written)
            try await directory.linkat(a.written, to: c.readable)
            try await directory.linkat(a.readable, to: "5", in: directory)
            #expect(try await directory.fstatat("a").nlink == 6)
            let inside = try await PathPointers(path.appending("6").string, in: process)
            try await process.link(path.appending("a"), to: inside.written)
            try await process.link(inside.readable, to: CString(path.appending("7")))
            #expect(try await directory.fstatat("a").nlink == 8)
        }
    }

    @Test func `renameat2 and rename take a literal and a FilePath and a CString and pointers`() async throws
    {
        try await withDirectoryOfOneFile { directory, path in
            let c = try await PathPointers("c", in: process)
            let d = try await PathPointers("d", in: process)
            try await directory.renameat2("a", to: FilePath("b"))
            try await directory.renameat2(FilePath("b"), to: CString("b"))
            try await directory.renameat2(CString("b"), to: c.written)
            try await directory.renameat2(c.written, to: d.readable)
            try await directory.renameat2(d.readable, to: "e", in: directory, .noreplace)
            let e = try await PathPointers(path.appending("e").string, in: process)
            let f = try await PathPointers(path.appending("f").string, in: process)
            try await process.rename(e.readable, to: path.appending("g"))
            try await process.rename(CString(path.appending("g")), to: f.written)
            #expect(try await directory.getdents64().map(\.name.string).sorted() == [".", "..", "f"])
        }
    }

    @Test func `symlinkat and readlinkat take a literal and a FilePath and a CString and pointers`()
        async throws
    {
        try await withDirectoryOfOneFile { directory, path in
            let a = try await PathPointers("a", in: process)
            let d = try await PathPointers("d", in: process)
            let e = try await PathPointers("e", in: process)
            try await directory.symlinkat("a", at: FilePath("b"))
            try await directory.symlinkat(FilePath("a"), at: CString("c"))
            try await directory.symlinkat(CString("a"), at: d.written)
            try await directory.symlinkat(a.written, at: e.readable)
            try await directory.symlinkat(a.readable, at: "f")
            try await process.symlink(a.readable, at: path.appending("g"))
            #expect(try await directory.readlinkat("b") == "a")
            #expect(try await directory.readlinkat(FilePath("c")) == "a")
            #expect(try await directory.readlinkat(CString("d")) == "a")
            #expect(try await directory.readlinkat(e.written) == "a")
            #expect(try await directory.readlinkat(e.readable) == "a")
            #expect(try await process.readlink(path.appending("f")) == "a")
            #expect(try await process.readlink(CString(path.appending("g"))) == "a")
        }
    }

    @Test func `openat and mkdirat and unlinkat take every form of a path`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let d = try await PathPointers("d", in: process)
            let e = try await PathPointers("e", in: process)
            try await directory.openat("1", [.wronly, .creat]).close()
            try await directory.openat(FilePath("2"), [.wronly, .creat]).close()
            try await directory.openat(CString("3"), [.wronly, .creat]).close()
            try await directory.openat(d.written, [.wronly, .creat]).close()
            try await directory.openat(e.readable, [.wronly, .creat]).close()
            #expect(try await directory.getdents64().count == 8)
            try await directory.unlinkat("1")
            try await directory.unlinkat(FilePath("2"))
            try await directory.unlinkat(CString("3"))
            try await directory.unlinkat(d.readable)
            try await directory.unlinkat(e.written)
            try await directory.mkdirat("1")
            try await directory.mkdirat(FilePath("2"))
            try await directory.mkdirat(CString("3"))
            try await directory.mkdirat(d.readable)
            try await directory.mkdirat(e.written)
            try await directory.lseek(0, .set)
            let names = try await directory.getdents64().map(\.name.string).sorted()
            #expect(names == [".", "..", "1", "2", "3", "a", "d", "e"])
        }
    }

    @Test func `stat and fstatat and statx and faccessat2 take every form of a path`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let a = try await PathPointers("a", in: process)
            var sizes = [
                try await directory.fstatat("a").size, try await directory.fstatat(FilePath("a")).size,
                try await directory.fstatat(CString("a")).size, try await directory.fstatat(a.written).size,
                try await directory.fstatat(a.readable).size,
                Int(try await directory.statx("a").size), Int(try await directory.statx(FilePath("a")).size),
                Int(try await directory.statx(CString("a")).size),
                Int(try await directory.statx(a.written).size),
                Int(try await directory.statx(a.readable).size),
            ]
            let whole = try await PathPointers(path.appending("a").string, in: process)
            sizes.append(try await process.stat(path.appending("a")).size)
            sizes.append(try await process.stat(CString(path.appending("a"))).size)
            sizes.append(try await process.stat(whole.written).size)
            sizes.append(try await process.lstat(whole.readable).size)
            #expect(sizes == Array(repeating: 3, count: 14))
            try await directory.faccessat2("a", .r)
            try await directory.faccessat2(FilePath("a"), .r)
            try await directory.faccessat2(CString("a"), .r)
            try await directory.faccessat2(a.written, .r)
            try await directory.faccessat2(a.readable, .r)
        }
    }

    @Test(.everyKindOfChild) func `chdir takes every form of a path`() async throws {
        let usr = try await PathPointers("/usr", in: process)
        let proc = try await PathPointers("/proc", in: process)
        try await process.chdir("/")
        try await process.chdir(FilePath("/proc"))
        #expect(try await process.readlink("self/cwd") == "/proc")
        try await process.chdir(CString("/"))
        try await process.chdir(proc.written)
        #expect(try await process.readlink("self/cwd") == "/proc")
        try await process.chdir(usr.readable)
        #expect(try await process.readlink("/proc/self/cwd") == "/usr")
    }

    @Test(.everyKindThatClones, .enabled(if: geteuid() == 0, "mounting takes CAP_SYS_ADMIN"))
    func `mount takes a literal and a FilePath and a CString and a pointer in one call`() async throws {
        try await withOwnMounts { child, path in
            let pointers = try await PathPointers(path.appending("a").string, in: child.process)
            let type = try await child.process.pointer(to: "tmpfs")
            let data = try await child.process.pointer(to: CString("mode=711"))
            try await child.mount("none", path.appending("a"), CString("tmpfs"), .nodev, data: data)
            #expect(try await child.stat(pointers.written).permissions == [.rwxu, .xgrp, .xoth])
            try await child.mount(CString("none"), pointers.readable, type, data: "mode=710")
            #expect(try await child.stat(pointers.written).permissions == [.rwxu, .xgrp])
            try await child.mount(FilePath("none"), pointers.written, "tmpfs", data: CString("mode=701"))
            #expect(try await child.stat(pointers.written).permissions == [.rwxu, .xoth])
            try await child.umount2(CString(path.appending("a")))
            try await child.umount2(pointers.readable)
            try await child.umount2(path.appending("a"))
            await expectErrno(EINVAL) { try await child.umount2(pointers.written) }
        }
    }

    @Test func `memfd_create takes a literal and a CString and pointers`() async throws {
        let name = try await process.pointer(to: "written")
        let readable = ReadablePointer(try await process.pointer(to: CString("readable")))
        let files = [
            try await process.memfd_create("literal").releaseNumber(),
            try await process.memfd_create(CString("CString")).releaseNumber(),
            try await process.memfd_create(name).releaseNumber(),
            try await process.memfd_create(readable).releaseNumber(),
        ]
        var names: [String] = []
        for number in files {
            let file = try OwnedFileDescriptor(adopting: number, of: process)
            names.append(try await process.readlink("/proc/self/fd/\(file.number)").string)
        }
        let expected = ["literal", "CString", "written", "readable"].map { "/memfd:\($0) (deleted)" }
        #expect(names == expected)
    }

    @Test func `write and pwrite take bytes and pointers`() async throws {
        let file = try await process.memfd_create("bytes")
        let written = try await process.pointer(to: Bytes("c".utf8))
        let readable = ReadablePointer(try await process.pointer(to: Bytes("d".utf8)))
        #expect(try await file.write(Bytes("a".utf8)) == 1)
        try await file.write("b".utf8)
        #expect(try await file.write(written) == 1)
        #expect(try await file.write(readable) == 1)
        #expect(try await file.pwrite(Bytes("e".utf8), at: 4) == 1)
        #expect(try await file.pwrite(written, at: 5) == 1)
        #expect(try await file.pwrite(readable, at: 6) == 1)
        #expect(try await file.pread(upTo: 10, at: 0) == Array("abcdecd".utf8))
    }

    @Test(.everyKindOfChild) func `setrlimit and prlimit take values and pointers`() async throws {
        let written = try await process.pointer(to: Rlimit(cur: 12, max: 80))
        let readable = ReadablePointer(try await process.pointer(to: Rlimit(cur: 11, max: 70)))
        try await process.setrlimit(.nofile, Rlimit(cur: 13, max: 90))
        #expect(try await process.prlimit(ProcessID(0), .nofile, written).cur == 13)
        try await process.setrlimit(.nofile, readable)
        #expect(try await process.prlimit(ProcessID(0), .nofile, Rlimit(cur: 10, max: 60)).cur == 11)
        #expect(try await process.getrlimit(.nofile) == Rlimit(cur: 10, max: 60))
    }

    @Test(.everyKindOfChild) func `sigprocmask takes values and pointers`() async throws {
        let set = ReadablePointer(try await process.pointer(to: Sigset(.winch)))
        try await process.sigprocmask(.unblock, set)
        #expect(try await !process.sigprocmask(.block, Sigset(.winch)).contains(.winch))
        #expect(try await process.sigprocmask().contains(.winch))
    }

    @Test func `pointer of another address space throws Mismatch before any call`() async throws {
        let (other, counting) = process.elsewhere()
        let file = try await other.memfd_create("file")
        let path = try await process.pointer(to: FilePath("/tmp"))
        let name = ReadablePointer(try await process.pointer(to: "name"))
        let bytes = try await process.pointer(to: Bytes([1]))
        let limit = try await process.pointer(to: Rlimit(cur: 1, max: 1))
        let set = try await process.pointer(to: Sigset(.winch))
        var names = try await process.allocate(Utsname.self)
        var buffer = try await process.allocate(Bytes.self, count: 8)
        let trips = counting.trips
        await expectMismatch { try await other.open(path).close() }
        await expectMismatch { _ = try await other.stat(path) }
        await expectMismatch { try await other.mkdir(path) }
        await expectMismatch { try await other.unlink(path) }
        await expectMismatch { try await other.rename("/nonexistent", to: path) }
        await expectMismatch { try await other.link(path, to: FilePath("/nonexistent")) }
        await expectMismatch { try await other.symlink(CString("/nonexistent"), at: path) }
        await expectMismatch { _ = try await other.readlink(path) }
        await expectMismatch { try await other.access(path, .f) }
        await expectMismatch { try await other.mount("none", path, CString("tmpfs"), data: "") }
        await expectMismatch { try await other.mount("none", "/nonexistent", "tmpfs", data: name) }
        await expectMismatch { try await other.memfd_create(name).close() }
        await expectMismatch { _ = try await file.write(bytes) }
        await expectMismatch { _ = try await file.pwrite(bytes, at: 0) }
        await expectMismatch { try await file.read(into: &buffer).free() }
        await expectMismatch { try await other.setrlimit(.nofile, limit) }
        await expectMismatch { try await other.sigprocmask(.block, set) }
        await expectMismatch { try await other.uname(into: &names).free() }
        #expect(counting.trips == trips)
        #expect(try await file.fstat().size == 0)
        #expect(buffer.size == 8)
    }

    private func expectMismatch(
        sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
    ) async {
        let error = await #expect(throws: Mismatch.self, sourceLocation: sourceLocation) { try await body() }
        #expect(error?.kind == .addressSpace, sourceLocation: sourceLocation)
    }
}

/// A path in memory, in both of the forms that calls read.
private struct PathPointers: ~Copyable {
    let written: WrittenPointer<FilePath>
    let readable: ReadablePointer<CString>

    init(_ path: String, in process: LinuxProcess) async throws {
        let written = try await process.pointer(to: FilePath(path))
        let string = try await process.pointer(to: CString(path))
        self.written = written
        readable = ReadablePointer(string)
    }
}
