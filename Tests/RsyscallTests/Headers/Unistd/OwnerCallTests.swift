import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess, .enabled(if: geteuid() == 0, "giving files away takes CAP_CHOWN"))
struct OwnerCallTests {
    let process = ProcessKind.current

    @Test func `chown and fchown and fchownat set the owner that stat returns`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let name = path.appending("a")
            try await process.chown(name, Uid(1), Gid(2))
            #expect(try await owner(name) == [1, 2])
            try await process.chown(name, nil, Gid(3))
            #expect(try await owner(name) == [1, 3])
            let file = try await directory.openat("a")
            try await file.fchown(Uid(4), nil)
            #expect(try await owner(name) == [4, 3])
            try await directory.fchownat("a", Uid(5), Gid(6))
            #expect(try await owner(name) == [5, 6])
            try await file.fchownat("", Uid(7), nil, .empty_path)
            #expect(try await owner(name) == [7, 6])
            await expectErrno(ENOENT) { try await directory.fchownat("b", nil, nil) }
            await expectErrno(ENOENT) { try await process.chown(path.appending("b"), nil, nil) }
        }
    }

    @Test func `lchown sets the owner of a symbolic link`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            try await directory.symlinkat("a", at: "b")
            try await process.lchown(path.appending("b"), Uid(1), Gid(2))
            #expect(try await directory.fstatat("b", .symlink_nofollow).uid == Uid(1))
            try await directory.fchownat("b", Uid(3), nil, .symlink_nofollow)
            #expect(try await process.lstat(path.appending("b")).uid == Uid(3))
            #expect(try await owner(path.appending("a")) == [0, 0])
        }
    }

    @Test(.everyKindOfChild) func `chown fails with EPERM without CAP_CHOWN`() async throws {
        try await withDirectoryOfOneFile { directory, _ in
            let file = try await directory.openat("a")
            try await process.setresuid(Uid(54321), Uid(54321), Uid(54321))
            await expectErrno(EPERM) { try await file.fchown(Uid(54321), nil) }
            await expectErrno(EPERM) { try await process.chown("/etc/passwd", Uid(54321), nil) }
            await expectErrno(EPERM) { try await process.lchown("/etc/passwd", Uid(54321), nil) }
        }
    }

    private func owner(_ path: FilePath) async throws -> [UInt32] {
        let status = try await process.stat(path)
        return [status.uid.rawValue, status.gid.rawValue]
    }
}
