import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct StatCallTests {
    let process = ProcessKind.current

    @Test func `fstat and fstatat and statx agree and leave the buffer on ENOENT`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let a = try await process.pointer(to: FilePath("a"))
            var buffer = try await process.allocate([FileStatus].self, count: 2)
                .unsafelyReinterpret(as: FileStatus.self)
            let byPath = try await directory.fstatat(a, into: &buffer).read()
            #expect(byPath.size == 3)
            let file = try await directory.openat("a", [.rdwr, .cloexec])
            let byDescriptor = try await file.fstat(into: &buffer).read()
            #expect(byDescriptor.identity == byPath.identity)
            #expect(buffer.size == 0)
            await #expect(throws: PointerError.self) { try await file.fstat(into: &buffer).free() }
            var statx = try await process.allocate(Statx.self)
            let extended = try await directory.statx(a, into: &statx).read()
            #expect(extended.size == 3)
            #expect(extended.ino == byPath.ino)
            let missing = try await process.pointer(to: FilePath("missing"))
            var another = try await process.allocate(FileStatus.self)
            var anotherx = try await process.allocate(Statx.self)
            await expectErrno(ENOENT) { try await directory.fstatat(missing, into: &another).free() }
            await expectErrno(ENOENT) { try await directory.statx(missing, into: &anotherx).free() }
            await expectErrno(ENOENT) { _ = try await directory.fstatat("missing") }
            await expectErrno(ENOENT) { _ = try await directory.statx("missing") }
            #expect(another.size == FileStatus.byteCount)
            #expect(anotherx.size == Statx.byteCount)
            try await file.fchmod([.rusr])
            #expect(try await file.fstat().permissions == .rusr)
            let gone = try await directory.openat("a", [.path, .cloexec])
            await expectErrno(EBADF) { try await gone.fchmod([.rusr]) }
        }
    }
}
