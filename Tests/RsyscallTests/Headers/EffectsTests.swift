import CRsyscall
import Testing

@testable import Rsyscall

@Suite struct EffectsTests {
    @Test func aCallHasTheNumberOfThisArchitecture() {
        #expect(SYS.openat.number == Int(__NR_openat))
        #expect(SYS.fstatat.number == Int(__NR_newfstatat))
        #expect(SYS.fstatat.name == "fstatat")
        #if arch(x86_64)
            #expect(SYS.fork.number == 57)
        #else
            #expect(SYS.fork.number == -1)
        #endif
    }

    @Test func callsAreEqualByTheirNumber() {
        #expect(SYS.read == SYS(unlisted: SYS.read.number, "read"))
        #expect(SYS.read != .write)
        #expect(SYS.read.adding(.waits) == .read)
    }

    @Test func effectsAreAddedAndTakenAway() {
        #expect(SYS.openat.effects == .opens)
        #expect(SYS.fcntl.adding(FcntlCommand.setlkw.effects).effects == .waits)
        #expect(SYS.personality.without(.diverges).effects == .thread)
    }

    @Test func anOptionOfPrctlOrFcntlHasEffects() {
        #expect(FcntlCommand.getfl.effects == [])
        #expect(FcntlCommand.ofd_setlkw.effects == .waits)
        #expect(PR.get_name.effects == .thread)
        #expect(PR.set_seccomp.effects == [.thread, .diverges, .installsFilter])
    }

    @Test func whatIsNotListedHasEveryEffect() {
        #expect(SYS(unlisted: 9999, "new").effects == .all)
        #expect(PR(rawValue: 9999).effects == .all)
        #expect(FcntlCommand(rawValue: 9999).effects == .all)
    }

    @Test func credentialsAndNamespacesClearTheParentDeathSignal() {
        let calls: [SYS] = [
            .setuid, .setgid, .setreuid, .setregid, .setresuid, .setresgid, .setfsuid, .setfsgid, .capset,
            .unshare, .setns,
        ]
        for call in calls {
            #expect(
                call.effects.isSuperset(of: [.thread, .diverges, .clearsParentDeathSignal]), "\(call.name)")
        }
    }
}
