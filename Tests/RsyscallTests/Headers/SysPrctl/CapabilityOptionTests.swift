import Foundation
import Rsyscall
import Testing

@Suite(
    .everyKindOfProcessWithManyUsers, .enabled(if: geteuid() == 0, "giving capabilities up takes having them")
)
struct CapabilityOptionTests {
    let process = ProcessKind.current

    @Test func `prctl PR_CAPBSET_DROP drops from the bounding set`() async throws {
        let child = try await process.clone()
        #expect(try await child.prctl_capbset_read(.sys_boot))
        try await child.prctl_capbset_drop(.sys_boot)
        #expect(try await !child.prctl_capbset_read(.sys_boot))
        await expectErrno(EINVAL) { _ = try await child.prctl_capbset_read(CAP(rawValue: 63)) }
        await expectErrno(EINVAL) { try await child.prctl_capbset_drop(CAP(rawValue: 63)) }
        var sets = try await child.capget()
        sets.effective.remove(.setpcap)
        try await child.capset(sets)
        await expectErrno(EPERM) { try await child.prctl_capbset_drop(.sys_time) }
        #expect(try await child.prctl_capbset_read(.sys_time))
    }

    @Test func `prctl PR_CAP_AMBIENT raises and lowers and clears`() async throws {
        let child = try await process.clone()
        await expectErrno(EPERM) { try await child.prctl_cap_ambient_raise(.net_raw) }
        var sets = try await child.capget()
        sets.inheritable = CapabilitySet([.net_raw, .chown])
        try await child.capset(sets)
        try await child.prctl_cap_ambient_raise(.net_raw)
        try await child.prctl_cap_ambient_raise(.chown)
        #expect(try await child.prctl_cap_ambient_is_set(.net_raw))
        try await child.prctl_cap_ambient_lower(.net_raw)
        #expect(try await !child.prctl_cap_ambient_is_set(.net_raw))
        #expect(try await child.prctl_cap_ambient_is_set(.chown))
        try await child.prctl_cap_ambient_clear_all()
        #expect(try await !child.prctl_cap_ambient_is_set(.chown))
        await expectErrno(EINVAL) { _ = try await child.prctl_cap_ambient_is_set(CAP(rawValue: 63)) }
        await expectErrno(EINVAL) { try await child.prctl_cap_ambient_lower(CAP(rawValue: 63)) }
    }

    @Test func `prctl PR_SET_SECUREBITS locks PR_SET_KEEPCAPS`() async throws {
        let child = try await process.clone()
        #expect(try await !child.prctl_get_keepcaps())
        try await child.prctl_set_keepcaps(true)
        #expect(try await child.prctl_get_keepcaps())
        #expect(try await child.prctl_get_securebits() == .keep_caps)
        try await child.prctl_set_securebits([.keep_caps, .keep_caps_locked, .noroot])
        #expect(try await child.prctl_get_securebits() == [.keep_caps, .keep_caps_locked, .noroot])
        await expectErrno(EPERM) { try await child.prctl_set_keepcaps(false) }
        await expectErrno(EPERM) { try await child.prctl_set_securebits([]) }
        try await child.setresuid(Uid(65534), Uid(65534), Uid(65534))
        #expect(try await child.capget().permitted.contains(.sys_admin))
    }
}
