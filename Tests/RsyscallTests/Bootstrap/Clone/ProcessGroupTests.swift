import CRsyscall
import Foundation
import Rsyscall
import Testing

@Suite(.timeLimit(.minutes(10))) struct ProcessGroupTests {
    let process = LinuxProcess.local

    @Test func `signalGroup signals every process of the group`() async throws {
        let child = try await process.clone()
        try await child.setpgid()
        let member = try await process.clone()
        try await member.setpgid(ProcessID(0), try child.pid(in: member.process))
        let leader = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
        try leader.signalGroup(.term)
        #expect(try await leader.wait() == .killed(.term, coreDumped: false))
        // A child that serves has all signals blocked, and this one pending.
        #expect(try await member.killAndWait() == .killed(.kill, coreDumped: false))
    }

    @Test func `signalGroup fails with ESRCH if the process leads no group`() async throws {
        let running = try await process.clone().execve("/bin/sleep", ["sleep", "1000"], [])
        await expectErrno(ESRCH) { try running.signalGroup(.kill) }
        try running.signal(.kill)
        _ = try await running.wait()
    }

    /// Whether groups are signaled by descriptor, as from Linux 6.9 on: then it is the descriptor
    /// that is refused.
    private static let groupsHaveDescriptors =
        rsyscall_instruction(Int(__NR_pidfd_send_signal), UInt(bitPattern: -1), 0, 0, 4, 0, 0) == -Int(EBADF)

    @Test(
        .enabled(if: geteuid() == 0, "choosing numbers needs privileges"),
        .enabled(if: groupsHaveDescriptors, "groups in other namespaces need Linux 6.9"))
    func `signalGroup ignores a group of the same number in another pid namespace`() async throws {
        let stranger = try await process.clone()
        try await stranger.setpgid()
        let first = try await process.clone([.newuser, .newpid])
        let child = try await first.clone(setTid: [stranger.pid])
        #expect(child.pid == stranger.pid)
        let single = try await first.clone()
        let alone = try await single.execve("/bin/sleep", ["sleep", "1000"], [])
        await expectErrno(ESRCH) { try alone.signalGroup(.kill) }
        try await child.setpgid()
        let leader = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
        try leader.signalGroup(.kill)
        #expect(try await leader.wait() == .killed(.kill, coreDumped: false))
        #expect(try await stranger.getpid() == stranger.pid)
    }

    @Test(
        .enabled(if: geteuid() == 0, "choosing numbers needs privileges"),
        .enabled(if: groupsHaveDescriptors, "groups over a stream need Linux 6.9"))
    func `signalGroup over a stream ignores a group of the same number here`() async throws {
        let stranger = try await process.clone()
        try await stranger.setpgid()
        let command = Command("unshare", ["--pid", "--fork"])
        let far = try await process.start(through: command, sharingMemory: false)
        let child = try await far.clone(setTid: [stranger.pid])
        try await child.setpgid()
        let leader = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
        try leader.signalGroup(.kill)
        #expect(try await leader.wait() == .killed(.kill, coreDumped: false))
        #expect(try await stranger.getpid() == stranger.pid)
    }

    @Test func `pid in a process of another pid namespace throws Mismatch`() async throws {
        let first = try await process.clone([.newuser, .newpid])
        let child = try await first.clone()
        #expect(try first.pid(in: process) == first.pid)
        #expect(throws: Mismatch.self) { try first.pid(in: child.process) }
        #expect(try child.pid(in: first.process) == child.pid)
        #expect(throws: Mismatch.self) { try child.pid(in: process) }
        let running = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
        #expect(try running.pid(in: first.process) == running.pid)
        #expect(throws: Mismatch.self) { try running.pid(in: process) }
    }

    // In a process of its own, all of whose threads are refused what Linux before 6.9 does not know.
    @Test func `signalGroup signals by number before Linux 6.9`() async {
        await #expect(processExitsWith: .success) {
            // The thread that installs the filter inherits it from this one.
            _ = rsyscall_instruction(Int(__NR_prctl), UInt(PR_SET_NO_NEW_PRIVS), 1, 0, 0, 0, 0)
            let process = LinuxProcess.local
            let first = try await process.clone([.newuser, .newpid])
            let far = try await first.clone().execve("/bin/sleep", ["sleep", "1000"], [])
            let child = try await process.clone()
            try await child.setpgid()
            let near = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
            try await process.seccomp(
                [
                    .load(at: 0), .ifEqual(UInt32(__NR_pidfd_send_signal), then: 0, else: 3),
                    .load(at: 40), .ifEqual(0, then: 1, else: 0), .verdict(.errno, data: UInt16(EINVAL)),
                    .verdict(.allow),
                ], .tsync)
            #expect(throws: Mismatch.self) { try far.signalGroup(.kill) }
            try near.signalGroup(.term)
            #expect(try await near.wait() == .killed(.term, coreDumped: false))
            try far.signal(.kill)
            #expect(try await far.wait() == .killed(.kill, coreDumped: false))
        }
    }
}
