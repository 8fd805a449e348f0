import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct MemfdCallTests {
    let process = ProcessKind.current

    @Test func `memfd_create takes a pointer to a name and fails with EINVAL`() async throws {
        let name = try await process.pointer(to: "by pointer")
        let file = try await process.memfd_create(name)
        let link = try await process.readlink(FilePath("/proc/self/fd/\(file.number)"))
        #expect(link.string.hasPrefix("/memfd:by pointer"))
        await expectErrno(EINVAL) { try await process.memfd_create(name, MFD(rawValue: 1 << 24)).close() }
        let long = String(repeating: "x", count: 300)
        await expectErrno(EINVAL) { try await process.memfd_create(long).close() }
    }
}
