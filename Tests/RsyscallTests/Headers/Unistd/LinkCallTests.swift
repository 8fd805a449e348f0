import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct LinkCallTests {
    let process = ProcessKind.current

    @Test(.everyKindThatClones)
    func `linkat and renameat2 and mkdirat and unlinkat give and take names`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let a = try await process.pointer(to: FilePath("a"))
            let b = try await process.pointer(to: FilePath("b"))
            let inside = try await process.pointer(to: FilePath("inside"))
            try await directory.linkat(a, to: b)
            #expect(try await directory.fstatat("a").nlink == 2)
            try await directory.mkdirat(inside, mode: .rwxu)
            let subdirectory = try await directory.openat("inside", [.directory, .cloexec])
            try await directory.linkat(a, to: b, in: subdirectory)
            try await directory.linkat("a", to: "c", in: subdirectory)
            #expect(try await directory.fstatat("a").nlink == 4)
            let d = try await process.pointer(to: FilePath("d"))
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
            await #expect(throws: Mismatch.self) {
                try await directory.linkat("a", to: "d", in: child.process)
            }
            let theirs = try await child.open(path, [.directory, .cloexec])
            await #expect(throws: Mismatch.self) {
                try await directory.renameat2("a", to: "d", in: theirs)
            }
            #expect(a.value == "a")
        }
    }

    @Test func `symlinkat makes the link that readlinkat reads`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let target = try await process.pointer(to: FilePath("a"))
            let link = try await process.pointer(to: FilePath("l"))
            try await directory.symlinkat(target, at: link)
            var buffer = try await process.allocate(Bytes.self, count: 10)
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
        try await withDirectoryOfOneFile { directory, path in
            let a = try await process.pointer(to: FilePath("a"))
            try await directory.faccessat2(a, [.r, .w])
            try await process.access(path.appending("a"), .r)
            let missing = try await process.pointer(to: FilePath("missing"))
            await expectErrno(ENOENT) { try await directory.faccessat2(missing, .f) }
            await expectErrno(ENOENT) { try await directory.faccessat2("missing", .f) }
            await expectErrno(EINVAL) { try await directory.faccessat2(a, OK(rawValue: 64)) }
        }
    }
}
