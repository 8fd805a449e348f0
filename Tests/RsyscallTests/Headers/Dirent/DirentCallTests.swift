import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct DirentCallTests {
    let process = ProcessKind.current

    @Test func `getdents64 lists a directory and fails with ENOTDIR and EINVAL`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            var buffer = try await process.allocate(DirentList.self, size: 4096)
            let filled = try await directory.getdents64(into: &buffer)
            #expect(filled.size + buffer.size == 4096)
            #expect(try await filled.read().entries.map(\.name.string).sorted() == [".", "..", "a"])
            let rest = try await directory.getdents64(into: &buffer)
            #expect(rest.size == 0)
            let file = try await directory.openat("a", [.cloexec])
            await expectErrno(ENOTDIR) { try await file.getdents64(into: &buffer).free() }
            await expectErrno(ENOTDIR) { _ = try await file.getdents64() }
            try await directory.lseek(0, .set)
            var small = try await process.allocate(DirentList.self, size: 8)
            await expectErrno(EINVAL) { try await directory.getdents64(into: &small).free() }
            #expect(small.size == 8)
        }
    }
}
