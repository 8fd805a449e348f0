import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcessWithManyUsers, .enabled(if: geteuid() == 0, "changing users takes the superuser"))
struct GroupCallTests {
    let process = ProcessKind.current
    let other = Uid(65534)

    @Test func `setgroups sets the groups that getgroups returns`() async throws {
        let child = try await process.clone()
        try await child.setgroups([Gid(7), Gid(8), Gid(9)])
        #expect(try await child.getgroups() == [Gid(7), Gid(8), Gid(9)])
        var small = try await child.process.allocate([Gid].self, count: 2)
        await expectErrno(EINVAL) { try await child.getgroups(into: &small).free() }
        #expect(small.size == 8)
        var none = try await child.process.allocate([Gid].self, count: 0)
        await #expect(throws: PointerError.self) { try await child.getgroups(into: &none).free() }

        let written = try await child.process.pointer(to: [Gid(1), Gid(2)])
        try await child.setgroups(written)
        var large = try await child.process.allocate([Gid].self, count: 4)
        let filled = try await child.getgroups(into: &large)
        #expect(large.size == 8)
        #expect(try await filled.read() == [Gid(1), Gid(2)])
        try await child.setgroups([])
        #expect(try await child.getgroups() == [])

        try await child.setresuid(other, other, other)
        await expectErrno(EPERM) { try await child.setgroups(written) }
        await expectErrno(EPERM) { try await child.setgroups([Gid(1)]) }
        #expect(written.value == [Gid(1), Gid(2)])
    }
}
