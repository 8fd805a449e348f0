import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct OpenCallTests {
    let process = ProcessKind.current

    @Test func `openat and write and read and fstat and getdents64 agree on one file`() async throws {
        try await withTemporaryDirectory { path in
            let directory = try await process.open(path, [.directory, .cloexec])
            let file = try await directory.openat(
                "a", [.rdwr, .creat, .excl, .cloexec], mode: [.rusr, .wusr])
            try await file.write("hello, world\n".utf8)
            try await file.lseek(0, .set)
            #expect(try await file.read(upTo: 5) == Array("hello".utf8))
            #expect(try await file.pread(upTo: 100, at: 7) == Array("world\n".utf8))
            let stat = try await file.fstat()
            #expect(stat.size == 13)
            #expect(stat.fileType == .reg)
            #expect(stat.permissions == [.rusr, .wusr])
            try await file.fchmod([.rusr])
            #expect(try await directory.fstatat("a").permissions == [.rusr])
            #expect(try await directory.statx("a").size == 13)
            try await file.ftruncate(3)
            #expect(try await process.stat(path.appending("a")).size == 3)
            try await directory.symlinkat("a", at: "b")
            #expect(try await directory.readlinkat("b") == "a")
            try await directory.linkat("a", to: "c")
            try await directory.renameat2("c", to: "d", .noreplace)
            try await directory.mkdirat("e")
            let names = try await directory.getdents64().map(\.name.string).sorted()
            #expect(names == [".", "..", "a", "b", "d", "e"])
            try await directory.faccessat2("a", .r)
            try await directory.unlinkat("e", .removedir)
            try await process.unlink(path.appending("d"))
            await #expect(throws: SyscallError.self) { try await directory.faccessat2("d", .f) }
            try await file.close()
        }
    }

    @Test(.everyKindOfChild) func `open with O_CREAT and no mode makes 0666 less the umask`() async throws {
        try await withTemporaryDirectory { path in
            for mask: Mode in [[], [.wgrp, .rwxo], [.rwxg, .rwxo]] {
                try await process.umask(mask)
                let file = try await process.open(path.appending("a"), [.wronly, .creat])
                let expected = Mode([.rusr, .wusr, .rgrp, .wgrp, .roth, .woth]).subtracting(mask)
                #expect(try await file.fstat().permissions == expected)
                let directory = try await process.open(path)
                let other = try await directory.openat("b", [.wronly, .creat])
                #expect(try await other.fstat().permissions == expected)
                for name in ["a", "b"] { try await directory.unlinkat(name) }
            }
        }
    }

    @Test func `openat takes a pointer to a path`() async throws {
        try await withTemporaryDirectory { path in
            let directory = try await process.open(path, [.directory, .cloexec])
            let name = try await process.pointer(to: FilePath("a"))
            let file = try await directory.openat(name, [.rdwr, .creat, .excl, .cloexec], mode: .rwxu)
            try await file.write("abc".utf8)
            try await file.close()
            await expectErrno(EEXIST) {
                try await directory.openat(name, [.rdwr, .creat, .excl, .cloexec], mode: .rwxu).close()
            }
            await expectErrno(ENOENT) { try await directory.openat("b", [.cloexec]).close() }
            await expectErrno(ENOTDIR) { try await process.open(path.appending("a"), .directory).close() }
            #expect(name.value == "a")
        }
    }
}
