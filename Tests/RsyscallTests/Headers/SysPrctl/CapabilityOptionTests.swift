import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild, .enabled(if: geteuid() == 0, "giving capabilities up takes having them"))
struct CapabilityOptionTests {
    let process = ProcessKind.current

    @Test func `prctl PR_CAPBSET_DROP drops from the bounding set`() async throws {
        #expect(try await process.prctl_capbset_read(.sys_boot))
        try await process.prctl_capbset_drop(.sys_boot)
        #expect(try await !process.prctl_capbset_read(.sys_boot))
        await expectErrno(EINVAL) { _ = try await process.prctl_capbset_read(CAP(rawValue: 63)) }
        await expectErrno(EINVAL) { try await process.prctl_capbset_drop(CAP(rawValue: 63)) }
        var sets = try await process.capget()
        sets.effective.remove(.setpcap)
        try await process.capset(sets)
        await expectErrno(EPERM) { try await process.prctl_capbset_drop(.sys_time) }
        #expect(try await process.prctl_capbset_read(.sys_time))
    }

    @Test func `prctl PR_CAP_AMBIENT raises and lowers and clears`() async throws {
        await expectErrno(EPERM) { try await process.prctl_cap_ambient_raise(.net_raw) }
        var sets = try await process.capget()
        sets.inheritable = CapabilitySet([.net_raw, .chown])
        try await process.capset(sets)
        try await process.prctl_cap_ambient_raise(.net_raw)
        try await process.prctl_cap_ambient_raise(.chown)
        #expect(try await process.prctl_cap_ambient_is_set(.net_raw))
        try await process.prctl_cap_ambient_lower(.net_raw)
        #expect(try await !process.prctl_cap_ambient_is_set(.net_raw))
        #expect(try await process.prctl_cap_ambient_is_set(.chown))
        try await process.prctl_cap_ambient_clear_all()
        #expect(try await !process.prctl_cap_ambient_is_set(.chown))
        await expectErrno(EINVAL) { _ = try await process.prctl_cap_ambient_is_set(CAP(rawValue: 63)) }
        await expectErrno(EINVAL) { try await process.prctl_cap_ambient_lower(CAP(rawValue: 63)) }
    }

    @Test func `prctl PR_SET_SECUREBITS locks PR_SET_KEEPCAPS`() async throws {
        #expect(try await !process.prctl_get_keepcaps())
        try await process.prctl_set_keepcaps(true)
        #expect(try await process.prctl_get_keepcaps())
        #expect(try await process.prctl_get_securebits() == .keep_caps)
        try await process.prctl_set_securebits([.keep_caps, .keep_caps_locked, .noroot])
        #expect(try await process.prctl_get_securebits() == [.keep_caps, .keep_caps_locked, .noroot])
        await expectErrno(EPERM) { try await process.prctl_set_keepcaps(false) }
        await expectErrno(EPERM) { try await process.prctl_set_securebits([]) }
        try await process.setresuid(Uid(65534), Uid(65534), Uid(65534))
        #expect(try await process.capget().permitted.contains(.sys_admin))
    }
}
