import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild, .enabled(if: geteuid() == 0, "changing users takes the superuser"))
struct GroupCallTests {
    let process = ProcessKind.current
    let other = Uid(65534)

    @Test func `setgroups sets the groups that getgroups returns`() async throws {
        try await process.setgroups([Gid(7), Gid(8), Gid(9)])
        #expect(try await process.getgroups() == [Gid(7), Gid(8), Gid(9)])
        var small = try await process.allocate([Gid].self, count: 2)
        await expectErrno(EINVAL) { try await process.getgroups(into: &small).free() }
        #expect(small.size == 8)
        var none = try await process.allocate([Gid].self, count: 0)
        await #expect(throws: PointerError.self) { try await process.getgroups(into: &none).free() }

        let written = try await process.pointer(to: [Gid(1), Gid(2)])
        try await process.setgroups(written)
        var large = try await process.allocate([Gid].self, count: 4)
        let filled = try await process.getgroups(into: &large)
        #expect(large.size == 8)
        #expect(try await filled.read() == [Gid(1), Gid(2)])
        try await process.setgroups([])
        #expect(try await process.getgroups() == [])

        try await process.setresuid(other, other, other)
        await expectErrno(EPERM) { try await process.setgroups(written) }
        await expectErrno(EPERM) { try await process.setgroups([Gid(1)]) }
        #expect(written.value == [Gid(1), Gid(2)])
    }
}
