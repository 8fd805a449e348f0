import Foundation
import Rsyscall
import Testing

@Suite(.everyKindThatClones) struct ModeCallTests {
    let process = ProcessKind.current

    @Test func `fchmod takes the mode that fstat and statx return`() async throws {
        try await withTemporaryDirectory { path in
            let file = try await process.open(path.appending("a"), [.rdwr, .creat], mode: [.rwxu, .suid])
            let other = try await process.open(path.appending("b"), [.rdwr, .creat], mode: .rusr)
            try await other.fchmod(try await file.fstat().mode)
            #expect(try await other.fstat().permissions == [.rwxu, .suid])
            #expect(try await other.fstat().mode == process.stat(path.appending("a")).mode)
            try await other.fchmod(.rusr)
            let directory = try await process.open(path)
            try await other.fchmod(try await directory.statx("a").mode)
            #expect(try await other.fstat().permissions == [.rwxu, .suid])
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

    @Test func `chmod and fchmodat set the permissions that stat returns`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            try await process.chmod(path.appending("a"), [.rusr, .rgrp])
            #expect(try await directory.fstatat("a").permissions == [.rusr, .rgrp])
            try await directory.fchmodat("a", .rwxu)
            #expect(try await directory.fstatat("a").permissions == .rwxu)
            await expectErrno(ENOENT) { try await directory.fchmodat("b", .rwxu) }
            await expectErrno(ENOENT) { try await process.chmod(path.appending("b"), .rwxu) }
            try await directory.symlinkat("a", at: "c")
            // The kernel either doesn't know flags, or refuses them for a link.
            let known = await expectRefusal { try await directory.fchmodat("c", .rwxu, .symlink_nofollow) }
            #expect([EOPNOTSUPP, ENOSYS].contains(known))
        }
    }

    @Test(.enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `chmod and fchmodat fail with EPERM on another user's file`() async throws {
        let child = try await process.clone()
        try await child.setresuid(Uid(54321), Uid(54321), Uid(54321))
        await expectErrno(EPERM) { try await child.chmod("/etc", .rwxu) }
        await expectErrno(EPERM) { try await child.process.fchmodat("/etc", .rwxu) }
    }

    /// The errno that the kernel refuses `body` with; 0 if it doesn't.
    private func expectRefusal(_ body: () async throws -> Void) async -> CInt {
        do {
            try await body()
            return 0
        } catch {
            return (error as? SyscallError)?.errno.rawValue ?? 0
        }
    }
}
