import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct RebootCallTests {
    let process = ProcessKind.current

    // A number that is no operation, so that nothing could happen.
    @Test(.enabled(if: geteuid() == 0, "it takes CAP_SYS_BOOT"))
    func `reboot fails with EINVAL on an unknown operation`() async throws {
        await expectErrno(EINVAL) { try await process.reboot(RB(rawValue: 1)) }
    }

    @Test(.everyKindOfChild, .enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `reboot fails with EPERM without CAP_SYS_BOOT`() async throws {
        try await process.setresuid(Uid(54321), Uid(54321), Uid(54321))
        await expectErrno(EPERM) { try await process.reboot(RB(rawValue: 1)) }
    }

    // In a user namespace of its own, it could reboot nothing else.
    @Test(
        .kindsOfProcess(.local), .enabled(if: ProcessKind.all.contains(.childInNamespaces)),
        arguments: [(RB.autoboot, SIG.hup), (.power_off, .int), (.halt_system, .int)])
    func `reboot in a pid namespace kills the init process by SIGHUP or SIGINT`(
        _ operation: RB, _ signal: SIG
    ) async throws {
        let child = try await LinuxProcess.local.clone([.newuser, .newpid], users: .single())
        #expect(try await child.getpid() == ProcessID(1))
        await #expect(throws: Hangup.self) { try await child.reboot(operation) }
        #expect(try await child.ending.wait() == .killed(signal, coreDumped: false))
    }
}
