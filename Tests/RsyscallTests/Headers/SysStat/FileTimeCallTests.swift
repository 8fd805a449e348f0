import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct FileTimeCallTests {
    let process = ProcessKind.current

    @Test func `utimensat and futimens set the times that stat returns`() async throws {
        try await withDirectoryOfOneFile { directory, _ in
            let (first, second) = (Timespec(sec: 1_000_000, nsec: 5), Timespec(sec: 2_000_000, nsec: 6))
            try await directory.utimensat("a", atime: first, mtime: second)
            let status = try await directory.fstatat("a")
            #expect(status.atim == first)
            #expect(status.mtim == second)
            let file = try await directory.openat("a")
            try await file.futimens(atime: .utime_omit, mtime: first)
            let after = try await file.fstat()
            #expect(after.atim == first)
            #expect(after.mtim == first)
            try await file.futimens(atime: .utime_now, mtime: .utime_omit)
            let now = try await file.fstat()
            #expect(now.atim.sec > 1_000_000_000)
            #expect(now.mtim == first)
        }
    }

    @Test func `utimensat sets the times of a symbolic link and refuses bad ones`() async throws {
        try await withDirectoryOfOneFile { directory, _ in
            try await directory.symlinkat("missing", at: "b")
            let time = Timespec(sec: 1_000_000)
            try await directory.utimensat("b", atime: time, mtime: time, .symlink_nofollow)
            #expect(try await directory.fstatat("b", .symlink_nofollow).mtim == time)
            await expectErrno(ENOENT) { try await directory.utimensat("b", atime: time, mtime: time) }
            let file = try await directory.openat("a")
            let bad = Timespec(sec: 0, nsec: -1)
            await expectErrno(EINVAL) { try await file.futimens(atime: time, mtime: bad) }
        }
    }

    @Test(.everyKindOfChild, .enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `utimensat fails with EPERM and EACCES on another user's file`() async throws {
        try await process.setresuid(Uid(54321), Uid(54321), Uid(54321))
        let root = try await process.open("/")
        let time = Timespec(sec: 0)
        await expectErrno(EPERM) { try await root.utimensat("etc", atime: time, mtime: time) }
        await expectErrno(EACCES) {
            try await root.utimensat("etc", atime: .utime_now, mtime: .utime_now)
        }
        await expectErrno(EPERM) { try await root.futimens(atime: time, mtime: time) }
    }
}
