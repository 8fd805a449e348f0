import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct NodeCallTests {
    let process = ProcessKind.current

    @Test func `mknodat and mknod and mkfifo create files of their types`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            try await directory.mknodat("fifo", .ifo, mode: .rwxu)
            let status = try await directory.fstatat("fifo")
            #expect(status.fileType == .ifo)
            #expect(status.permissions == .rwxu)
            try await process.mknod(path.appending("socket"), .sock, mode: [.rusr, .rgrp])
            #expect(try await directory.fstatat("socket").fileType == .sock)
            try await process.mkfifo(path.appending("other"), mode: .rusr)
            #expect(try await directory.fstatat("other").fileType == .ifo)
            #expect(try await directory.fstatat("other").permissions == .rusr)
            // The type in a mode that was read doesn't count.
            try await process.mknod(path.appending("file"), .reg, mode: status.mode)
            #expect(try await directory.fstatat("file").fileType == .reg)
            await expectErrno(EEXIST) { try await process.mkfifo(path.appending("a")) }
            await expectErrno(EEXIST) { try await directory.mknodat("a", .reg) }
        }
    }

    @Test(
        .kindsOfProcess(.local, .child, .ownMemory, .elsewhere),
        .enabled(if: geteuid() == 0, "making a device takes CAP_MKNOD"))
    func `mknodat creates the device that stat reports`() async throws {
        let null = try await process.stat("/dev/null")
        try await withDirectoryOfOneFile { directory, path in
            try await directory.mknodat("null", .chr, mode: .rusr, device: null.rdev)
            #expect(try await directory.fstatat("null").rdev == null.rdev)
            await #expect(throws: Unsupported.self) {
                try await directory.mknodat("b", .chr, device: null.rdev | 1 << 32)
            }
            await expectErrno(ENOENT) { _ = try await directory.fstatat("b") }
        }
    }

    @Test(.everyKindOfChild, .enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `mknod fails with EPERM for a device without CAP_MKNOD`() async throws {
        try await withTemporaryDirectory { path in
            let directory = try await process.open(path)
            try await directory.fchmod([.rwxu, .rwxg, .rwxo])
            try await process.setresuid(Uid(54321), Uid(54321), Uid(54321))
            await expectErrno(EPERM) { try await directory.mknodat("b", .chr, device: 259) }
            await expectErrno(EPERM) { try await process.mknod(path.appending("b"), .blk, device: 259) }
        }
    }
}
