import Foundation
import Rsyscall
import Testing

@Suite(.everyKindThatClones, .enabled(if: geteuid() == 0, "giving capabilities up takes having them"))
struct CapabilityCallTests {
    let process = ProcessKind.current

    @Test func `capset sets the capabilities that capget returns`() async throws {
        let child = try await process.clone()
        var sets = try await child.capget()
        #expect(sets.effective.contains(.sys_admin))
        #expect(try await process.capget(CapHeader(child.pid)) == sets)
        sets.effective.remove(.sys_admin)
        sets.permitted.remove(.sys_admin)
        sets.inheritable = CapabilitySet([.checkpoint_restore, .chown])
        try await child.capset(sets)
        var buffer = try await child.process.allocate(Capabilities.self)
        let told = try await child.capget(into: &buffer)
        #expect(try await told.read() == sets)
        #expect(buffer.size == 0)
        let fewer = try await child.process.pointer(to: Capabilities())
        let all = try await child.process.pointer(to: sets)
        try await child.capset(CapHeader(), fewer)
        #expect(try await child.capget() == Capabilities())
        await expectErrno(EPERM) { try await child.capset(all) }
        await expectErrno(EPERM) { try await child.capset(sets) }
        #expect(try await child.capget() == Capabilities())
    }

    @Test func `capget fails with ESRCH on an unused pid and refuses short buffers`() async throws {
        let child = try await process.clone()
        var buffer = try await child.process.allocate(Capabilities.self)
        let header = CapHeader(.unused)
        await expectErrno(ESRCH) { try await child.capget(header, into: &buffer).free() }
        await expectErrno(ESRCH) { _ = try await child.capget(CapHeader(.unused)) }
        #expect(buffer.size == 24)
        var short = try await child.process.allocate(Capabilities.self, size: 12)
        await #expect(throws: PointerError.valueTooLong(byteCount: 24, size: 12)) {
            try await child.capget(header, into: &short).free()
        }
        let parent = CapHeader(try await process.getpid())
        let none = try await child.process.pointer(to: Capabilities())
        await expectErrno(EPERM) { try await child.capset(parent, none) }
    }
}
