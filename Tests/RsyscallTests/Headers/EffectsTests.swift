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
    }

    /// The effects of a call with one argument.
    private func effects(of call: SYS, with argument: some CallArgument) throws -> Effects {
        var frame = Frame()
        let none = Operand.word(0)
        let operand = try argument.place(in: &frame, for: .local, Seal())
        return Step(call, none, operand, none, none, none, none).effects
    }

    @Test func `the effects of a call depend on its arguments`() throws {
        #expect(SYS.openat.effects == .opens)
        #expect(try effects(of: .openat, with: OpenFlags.creat) == .opens)
        #expect(try effects(of: .fcntl, with: FcntlCommand.setlkw) == .waits)
        #expect(try effects(of: .prctl, with: PR.set_no_new_privs) == [.thread, .diverges])
        #expect(try effects(of: .prctl, with: PR_CAP_AMBIENT.is_set) == .thread)
        #expect(try effects(of: .close_range, with: CLOSE_RANGE.cloexec) == .thread)
        #expect(
            try effects(of: .close_range, with: CLOSE_RANGE.unshare) == [
                .thread, .diverges, .entersNamespaces,
            ])
        #expect(try effects(of: .waitid, with: WaitOptions.exited) == .waits)
        #expect(try effects(of: .waitid, with: [.exited, .nohang] as WaitOptions) == .thread)
        #expect(try effects(of: .clock_gettime, with: CLOCK.monotonic) == [])
        #expect(try effects(of: .clock_gettime, with: CLOCK.thread_cputime_id) == .thread)
        #expect(try effects(of: .getrandom, with: GRND.insecure) == [])
        #expect(try effects(of: .ioctl, with: IoctlRequest.ns_get_nstype) == [])
        #expect(try effects(of: .seccomp, with: SECCOMP.get_action_avail) == .thread)
        #expect(try effects(of: .personality, with: PER.linux32) == [.thread, .diverges])
        #expect(try effects(of: .personality, with: PER.query) == .thread)
    }

    @Test func `a descriptor on which no call waits keeps read from waiting, and gives fcntl its duplicate`()
        async throws
    {
        let file = try await LinuxProcess.local.memfd_create("file")
        let pipe = try await LinuxProcess.local.pipe2()
        var frame = Frame()
        let none = Operand.word(0)
        let command = FcntlCommand.dupfd_cloexec.place(in: &frame, for: .local, Seal())
        func effects(_ call: SYS, _ first: Operand) -> Effects {
            Step(call, first, command, none, none, none, none).effects
        }
        let (stored, waited) = (
            file.kind.operand(file.number, of: .local), pipe.read.kind.operand(pipe.read.number, of: .local)
        )
        #expect(effects(.read, stored).isDisjoint(with: [.reads, .writes]))
        #expect(effects(.read, waited).contains(.reads))
        #expect(effects(.fcntl, stored) == .makesStoredFile)
        #expect(effects(.fcntl, waited) == .streams)
        let ofFile = try await file.duplicate().kind
        let ofPipe = try await pipe.read.duplicate().kind
        #expect(ofFile == .stored)
        #expect(ofPipe == .unknown)
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
                call.effects.isSuperset(of: [.thread, .clearsParentDeathSignal]), "\(call.name)")
            #expect(call.effects.contains(.diverges) != call.effects.contains(.broadcasts), "\(call.name)")
        }
    }
}
