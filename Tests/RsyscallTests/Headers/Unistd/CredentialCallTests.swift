import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcessWithManyUsers, .enabled(if: geteuid() == 0, "changing users takes the superuser"))
struct CredentialCallTests {
    let process = ProcessKind.current
    let other = Uid(65534)
    let otherGroup = Gid(65534)

    @Test func `setresuid and setreuid and setuid set what getresuid returns`() async throws {
        let child = try await process.clone()
        try await child.setresuid(nil, nil, other)
        #expect(try await child.getresuid() == Resuid(real: .root, effective: .root, saved: other))
        try await child.setreuid(other, nil)
        var buffer = try await child.process.allocate(Resuid.self)
        let filled = try await child.getresuid(into: &buffer)
        #expect(buffer.size == 0)
        #expect(try await filled.read() == Resuid(real: other, effective: .root, saved: .root))
        try await child.setuid(other)
        #expect(try await child.getuid() == other)
        #expect(try await child.geteuid() == other)
        await expectErrno(EPERM) { try await child.setuid(.root) }
        await expectErrno(EPERM) { try await child.setreuid(.root, nil) }
        await expectErrno(EPERM) { try await child.setresuid(.root, .root, .root) }
        #expect(try await child.getresuid() == Resuid(real: other, effective: other, saved: other))
    }

    @Test func `setresgid and setregid and setgid set what getresgid returns`() async throws {
        let child = try await process.clone()
        try await child.setresgid(nil, nil, otherGroup)
        #expect(try await child.getresgid() == Resgid(real: .root, effective: .root, saved: otherGroup))
        try await child.setregid(otherGroup, nil)
        var buffer = try await child.process.allocate(Resgid.self)
        let filled = try await child.getresgid(into: &buffer)
        #expect(try await filled.read() == Resgid(real: otherGroup, effective: .root, saved: .root))
        try await child.setgid(otherGroup)
        #expect(try await child.getgid() == otherGroup)
        #expect(try await child.getegid() == otherGroup)
        try await child.setuid(other)
        await expectErrno(EPERM) { try await child.setgid(.root) }
        await expectErrno(EPERM) { try await child.setregid(.root, nil) }
        await expectErrno(EPERM) { try await child.setresgid(.root, .root, .root) }
    }

    @Test func `getresuid and getresgid refuse buffers that are too short`() async throws {
        var users = try await process.allocate(Resuid.self, size: 8)
        await #expect(throws: PointerError.valueTooLong(byteCount: 12, size: 8)) {
            try await process.getresuid(into: &users).free()
        }
        #expect(users.size == 8)
        var groups = try await process.allocate(Resgid.self, size: 8)
        await #expect(throws: PointerError.valueTooLong(byteCount: 12, size: 8)) {
            try await process.getresgid(into: &groups).free()
        }
        #expect(groups.size == 8)
    }
}
