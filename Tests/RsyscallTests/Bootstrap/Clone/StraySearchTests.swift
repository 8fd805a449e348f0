import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// Processes whose maker is killed during the clone, and whose parent is in another pid namespace than the maker. As
/// long as such a process isn't reaped, the init of its namespace can't end.
@Suite struct StraySearchTests {
    let process = LinuxProcess.local

    @Test func `wait for an init ends after SIGKILL during clones below it`() async throws {
        let namespace = try await InitBelowUs()
        let first = try await namespace.member()
        let second = try await namespace.member()
        try await killDuringClone(first.process)
        try await killDuringClone(second.process)
        try await namespace.expectEnd()
    }

    @Test func `wait for an init ends after SIGKILL during a clone of a namespace below it`()
        async throws
    {
        let namespace = try await InitBelowUs()
        let maker = try await namespace.member()
        try await killDuringClone(maker.process, .newpid)
        try await namespace.expectEnd()
    }

    @Test func `wait for an init that is an init's child ends after SIGKILL during clone`()
        async throws
    {
        let outer = try await process.clone([.newuser, .newpid])
        // So that numbers in the outer namespace differ from those in the inner one.
        let other = try await outer.clone()
        try await outer.unshare(.newpid)
        let inner = try await outer.clone()
        let member = try await outer.clone()
        try await killDuringClone(member.process)
        try await expectEndIfKilled(inner)
        #expect(try await other.getpid() == ProcessID(2))
    }

    @Test func `SIGKILL during clone ends no process of the same number elsewhere`()
        async throws
    {
        let one = try await InitBelowUs()
        let other = try await InitBelowUs()
        let maker = try await one.member()
        let its = try await other.member()
        let kept = try await its.clone()
        let below = try await its.clone(.newpid)
        try await killDuringClone(maker.process)
        #expect(try await kept.getpid() == ProcessID(3))
        #expect(try await below.getpid() == ProcessID(1))
        try await one.expectEnd()
    }

    @Test func `SIGKILL of an init during clone below it leaves no process unreaped`() async throws {
        // More pauses than a clone takes in a process that has the processor for itself.
        for pauses in 0..<200 {
            let namespace = try await InitBelowUs()
            let maker = try await namespace.member()
            let task = maker.process
            async let made: Void = { _ = try? await task.clone() }()
            for _ in 0..<pauses * 4 { rsyscall_pause() }
            try await namespace.expectEnd()
            await made
        }
    }

    /// Has the maker be killed once it has made a child, by the call that opens the child's pidfd.
    private func killDuringClone(_ maker: LinuxProcess, _ flags: CLONE = []) async throws {
        try await maker.prctl_set_no_new_privs()
        try await maker.seccomp([
            // The older call gives no pidfd.
            .load(at: 0), .ifEqual(UInt32(__NR_clone3), then: 0, else: 1),
            .verdict(.errno, data: UInt16(ENOSYS)),
            .ifEqual(UInt32(__NR_pidfd_open), then: 0, else: 1), .verdict(.kill_thread), .verdict(.allow),
        ])
        await #expect(throws: Hangup.self) { _ = try await maker.clone(flags) }
    }
}

/// A pid namespace whose processes are children of ours.
private struct InitBelowUs: ~Copyable {
    private let above: ClonedProcess
    private let first: ClonedProcess

    init() async throws {
        let above = try await LinuxProcess.local.clone()
        try await above.unshare([.newuser, .newpid])
        self.first = try await above.clone()
        self.above = above
    }

    func member() async throws -> ClonedProcess { try await above.clone() }

    /// Kills the init and waits until it is reaped.
    consuming func expectEnd() async throws {
        try await expectEndIfKilled(first)
    }
}

/// Kills `child` and expects it to be reaped.
private func expectEndIfKilled(_ child: borrowing ClonedProcess) async throws {
    try child.signal(.kill)
    let deadline = ContinuousClock.now + .seconds(60)
    // It can be signaled until it is reaped.
    while (try? child.signal(.absent)) != nil {
        guard ContinuousClock.now < deadline else {
            Issue.record("\(child.pid) isn't reaped")
            return
        }
        // Nothing else tells that the maker's child was reaped.
        try await Task.sleep(for: .milliseconds(1))
    }
}
