import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// What happens if a filter at the other end of a stream refuses calls that the stub makes.
@Suite(.timeLimit(.minutes(2))) struct FilteredStreamTests {
    /// Starts a process whose stub has the filter.
    private func start(refusing call: CInt) async throws -> ClonedProcess {
        let maker = try await LinuxProcess.local.clone()
        try await maker.prctl_set_no_new_privs()
        try await maker.seccomp([SockFilter].refusing(call))
        return try await maker.start(through: Command("env"), sharingMemory: false)
    }

    @Test(arguments: [__NR_waitid, __NR_wait4, __NR_kill, __NR_set_robust_list])
    func `killAndWait, exit and run work if a filter refuses`(_ call: CInt) async throws {
        let far = try await start(refusing: call)
        #expect(try await far.clone().exit(3) == .exited(status: 3))
        #expect(try await far.clone().killAndWait() == .killed(.kill, coreDumped: false))
        // It runs until it is killed, so its end is no sign that it was executed.
        let running = try await far.clone().exec(Command("sleep", ["1000"]))
        try running.signal(.term)
        #expect(try await running.wait() == .killed(.term, coreDumped: false))
        #expect(try await far.process.run(Command("echo", ["done"])).text == "done\n")
        #expect(try await far.killAndWait() == .killed(.kill, coreDumped: false))
    }

    @Test(arguments: [[__NR_wait4], [__NR_waitid], [__NR_wait4, __NR_waitid]])
    func `stub ends with its stream if a filter refuses`(_ calls: [CInt]) async throws {
        let maker = try await LinuxProcess.local.clone()
        try await maker.prctl_set_no_new_privs()
        for call in calls { try await maker.seccomp([SockFilter].refusing(call)) }
        let far = try await maker.start(through: Command("env"), sharingMemory: false)
        let stub = try await far.getppid()
        let running = try await far.clone().exec(Command("sleep", ["1000"]))
        (far.process.connection as? StreamConnection)?.link.fail("the test ends it")
        try await awaitEnd(of: stub.rawValue)
        try await awaitEnd(of: running.pid.rawValue)
    }

    @Test func `stream goes on if a filter refuses gettid to one of its processes`() async throws {
        let far = try await LinuxProcess.local.start(through: Command("env"), sharingMemory: false)
        let maker = try await far.clone()
        try await maker.prctl_set_no_new_privs()
        try await maker.seccomp([SockFilter].refusing(__NR_gettid))
        for _ in 0..<3 {
            #expect(try await maker.clone().exit(3) == .exited(status: 3))
            #expect(try await maker.process.run(Command("echo", ["done"])).text == "done\n")
        }
        #expect(try await far.getpid() == far.pid)
    }

    @Test func `stream goes on after a process was killed before it had begun to serve`() async throws {
        let far = try await LinuxProcess.local.start(through: Command("env"), sharingMemory: false)
        let maker = try await far.clone()
        try await maker.prctl_set_no_new_privs()
        // Not even a pipe takes a core then.
        try await maker.setrlimit(.core, Rlimit(cur: 1, max: 1))
        // A new process begins with this call.
        try await maker.seccomp([
            .load(at: 0), .ifEqual(UInt32(SYS.gettid.number), then: 0, else: 1),
            .verdict(.kill_process), .verdict(.allow),
        ])
        let link = try required(far.process.connection as? StreamConnection).link
        for _ in 0..<3 {
            do {
                let child = try await maker.clone()
                guard case .killed(.sys, _) = try await child.ending.wait() else {
                    Issue.record("the filter doesn't kill it")
                    return
                }
            } catch let refusal as SyscallError {
                // It may have ended before there was a pidfd of it.
                #expect(refusal.errno == .noSuchProcess)
            }
            let next = try await far.clone()
            #expect(try await next.getpid() == next.pid)
        }
        try await awaitTruth { link.usedPlaces <= 2 }
    }

    @Test func `clone, exec and run work if a filter doesn't know clone3, as those of containers`()
        async throws
    {
        let maker = try await LinuxProcess.local.clone()
        try await maker.prctl_set_no_new_privs()
        try await maker.seccomp([
            .load(at: 0), .ifEqual(UInt32(SYS.clone3.number), then: 0, else: 1),
            .verdict(.errno, data: UInt16(ENOSYS)), .verdict(.allow),
        ])
        let far = try await maker.start(through: Command("env"), sharingMemory: false)
        let child = try await far.clone()
        try await child.sigaction(.usr1, .ignore)
        #expect(try await child.clone().exit(3) == .exited(status: 3))
        #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        #expect(try await far.process.run(Command("echo", ["done"])).text == "done\n")
    }
}
