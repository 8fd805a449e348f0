import Foundation
import Rsyscall
import Testing

@Suite(.enabled(if: geteuid() == 0, "giving capabilities up takes having them"))
struct CapabilityOptionTests {
    let process = LinuxProcess.local

    @Test func `prctl PR_CAPBSET_DROP drops from the bounding set`() async throws {
        let child = try await process.clone()
        #expect(try await child.isBounding(.sys_boot))
        try await child.dropBounding(.sys_boot)
        #expect(try await !child.isBounding(.sys_boot))
        await expectErrno(EINVAL) { _ = try await child.isBounding(CAP(rawValue: 63)) }
        await expectErrno(EINVAL) { try await child.dropBounding(CAP(rawValue: 63)) }
        var sets = try await child.capget()
        sets.effective.remove(.setpcap)
        try await child.capset(sets)
        await expectErrno(EPERM) { try await child.dropBounding(.sys_time) }
        #expect(try await child.isBounding(.sys_time))
    }

    @Test func `prctl PR_CAP_AMBIENT raises and lowers and clears`() async throws {
        let child = try await process.clone()
        await expectErrno(EPERM) { try await child.raiseAmbient(.net_raw) }
        var sets = try await child.capget()
        sets.inheritable = CapabilitySet([.net_raw, .chown])
        try await child.capset(sets)
        try await child.raiseAmbient(.net_raw)
        try await child.raiseAmbient(.chown)
        #expect(try await child.isAmbient(.net_raw))
        try await child.lowerAmbient(.net_raw)
        #expect(try await !child.isAmbient(.net_raw))
        #expect(try await child.isAmbient(.chown))
        try await child.clearAmbient()
        #expect(try await !child.isAmbient(.chown))
        await expectErrno(EINVAL) { _ = try await child.isAmbient(CAP(rawValue: 63)) }
        await expectErrno(EINVAL) { try await child.lowerAmbient(CAP(rawValue: 63)) }
    }

    @Test func `prctl PR_SET_SECUREBITS locks PR_SET_KEEPCAPS`() async throws {
        let child = try await process.clone()
        #expect(try await !child.getKeepCaps())
        try await child.setKeepCaps(true)
        #expect(try await child.getKeepCaps())
        #expect(try await child.getSecurebits() == .keep_caps)
        try await child.setSecurebits([.keep_caps, .keep_caps_locked, .noroot])
        #expect(try await child.getSecurebits() == [.keep_caps, .keep_caps_locked, .noroot])
        await expectErrno(EPERM) { try await child.setKeepCaps(false) }
        await expectErrno(EPERM) { try await child.setSecurebits([]) }
        try await child.setresuid(Uid(65534), Uid(65534), Uid(65534))
        #expect(try await child.capget().permitted.contains(.sys_admin))
    }
}
