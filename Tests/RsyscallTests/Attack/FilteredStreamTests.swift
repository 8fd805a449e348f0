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
}
