import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild, .enabled(if: geteuid() == 0, "changing users takes the superuser"))
struct CredentialCallTests {
    let process = ProcessKind.current
    let other = Uid(65534)
    let otherGroup = Gid(65534)

    @Test func `setresuid and setreuid and setuid set what getresuid returns`() async throws {
        try await process.setresuid(nil, nil, other)
        #expect(try await process.getresuid() == Resuid(real: .root, effective: .root, saved: other))
        try await process.setreuid(other, nil)
        var buffer = try await process.allocate(Resuid.self)
        let filled = try await process.getresuid(into: &buffer)
        #expect(buffer.size == 0)
        #expect(try await filled.read() == Resuid(real: other, effective: .root, saved: .root))
        try await process.setuid(other)
        #expect(try await process.getuid() == other)
        #expect(try await process.geteuid() == other)
        await expectErrno(EPERM) { try await process.setuid(.root) }
        await expectErrno(EPERM) { try await process.setreuid(.root, nil) }
        await expectErrno(EPERM) { try await process.setresuid(.root, .root, .root) }
        #expect(try await process.getresuid() == Resuid(real: other, effective: other, saved: other))
    }

    @Test func `setresgid and setregid and setgid set what getresgid returns`() async throws {
        try await process.setresgid(nil, nil, otherGroup)
        #expect(try await process.getresgid() == Resgid(real: .root, effective: .root, saved: otherGroup))
        try await process.setregid(otherGroup, nil)
        var buffer = try await process.allocate(Resgid.self)
        let filled = try await process.getresgid(into: &buffer)
        #expect(try await filled.read() == Resgid(real: otherGroup, effective: .root, saved: .root))
        try await process.setgid(otherGroup)
        #expect(try await process.getgid() == otherGroup)
        #expect(try await process.getegid() == otherGroup)
        try await process.setuid(other)
        await expectErrno(EPERM) { try await process.setgid(.root) }
        await expectErrno(EPERM) { try await process.setregid(.root, nil) }
        await expectErrno(EPERM) { try await process.setresgid(.root, .root, .root) }
    }

    @Test(.everyKindOfProcess)
    func `getresuid and getresgid refuse buffers that are too short`() async throws {
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
