import CRsyscall
import Foundation
import Rsyscall
import Testing

/// Descriptors that a seccomp filter keeps open.
@Suite struct RefusedCloseTests {
    private let process = LinuxProcess.local

    private func childThatKeepsOpen(_ flags: CLONE = []) async throws -> ClonedProcess {
        let child = try await process.clone(flags)
        try await child.prctl_set_no_new_privs()
        try await child.seccomp([
            .load(at: 0), .ifEqual(UInt32(__NR_close), then: 0, else: 1),
            .verdict(.errno, data: UInt16(EACCES)), .verdict(.allow),
        ])
        return child
    }

    @Test func `close that a filter refuses gives the descriptor back`() async throws {
        let child = try await childThatKeepsOpen()
        let file = try await child.memfd_create("kept")
        let kept = try await expectRefused(.errno(EACCES), file) { try await $0.close() }
        #expect(try await kept.fstat().size == 0)
        let number = kept.number
        #expect(throws: Unsupported.self) {
            _ = try OwnedFileDescriptor(adopting: number, of: child.process)
        }
        // In another way it can be closed.
        try await child.close_range(kept.releaseNumber(), number)
        #expect(try await child.process.openFiles(named: "kept") == 0)
    }

    @Test func `close in a program that a filter refuses is made by another process`() async throws {
        let child = try await childThatKeepsOpen(.files)
        let name = "kept open by a filter"
        var program = child.process.program()
        let file = try program.memfd_create(name)
        try program.close(file)
        await expectErrno(EACCES, program) { _ = try await $0.run() }
        #expect(try await process.openFiles(named: name) == 0)
    }

    @Test func `close by a process that shares our table is not refused by its filter`() async throws {
        let child = try await childThatKeepsOpen(.files)
        let file = try await child.memfd_create("closed by us instead")
        try await file.close()
        #expect(try await process.openFiles(named: "closed by us instead") == 0)
    }
}
