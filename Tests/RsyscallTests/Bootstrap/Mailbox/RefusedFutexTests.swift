import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// Children to which a filter refuses the call that all sleeping and waking is done by.
@Suite(.timeLimit(.minutes(10))) struct RefusedFutexTests {
    let process = LinuxProcess.local

    /// Refuses these calls.
    private func filter(_ numbers: [CInt]) -> [SockFilter] {
        [.load(at: 0)]
            + numbers.flatMap { number -> [SockFilter] in
                [.ifEqual(UInt32(number), then: 0, else: 1), .verdict(.errno, data: UInt16(EPERM))]
            } + [.verdict(.allow)]
    }

    private func refusedChild(_ numbers: [CInt] = [__NR_futex]) async throws -> ClonedProcess {
        let child = try await process.clone()
        try await child.prctl_set_no_new_privs()
        try await child.seccomp(filter(numbers))
        return child
    }

    @Test(arguments: [[__NR_futex], [__NR_futex, __NR_clock_nanosleep]])
    func `idle child without futex takes no processor time`(_ numbers: [CInt]) async throws {
        let child = try await refusedChild(numbers)
        let start = ContinuousClock.now
        let before = try await processorTime(of: child)
        // What it takes in this time is measured; it is not waited for.
        try await Task.sleep(for: .milliseconds(300))
        let taken = try await processorTime(of: child) - before
        // The sleep may last much longer on a busy machine.
        #expect(taken < (ContinuousClock.now - start) / 4)
        _ = try await child.killAndWait()
    }

    private func processorTime(of child: borrowing ClonedProcess) async throws -> Duration {
        Duration(try await child.clock_gettime(.process_cputime_id))
    }

    @Test func `calls and clone and execve work in a child without futex`() async throws {
        let child = try await refusedChild()
        for _ in 0..<20 {
            // A call that takes longer than we look for its end.
            try await child.unsafeSyscall(.nanosleep, Timespec(sec: 0, nsec: 500_000), Address.null)
        }
        let grandchild = try await child.clone()
        for _ in 0..<200 { #expect(try await grandchild.getpid() == grandchild.pid) }
        let back = try await expectRefused(.errno(ENOENT), grandchild) {
            try await $0.execve("/nonexistent", ["nonexistent"], [])
        }
        let running = try await back.execve("/bin/true", ["true"], [])
        #expect(try await running.wait() == .exited(status: 0))
        #expect(try await child.exit(3) == .exited(status: 3))
    }

    @Test func `calls of a process without futex over a stream are answered`() async throws {
        let first = try await process.start(through: Command("setpriv"), sharingMemory: false)
        let child = try await first.clone()
        try await child.prctl_set_no_new_privs()
        try await child.seccomp(filter([__NR_futex]))
        for _ in 0..<20 {
            // A call that takes longer than the relay looks for its end.
            try await child.unsafeSyscall(.nanosleep, Timespec(sec: 0, nsec: 500_000), Address.null)
        }
        let grandchild = try await child.clone()
        for _ in 0..<20 { #expect(try await grandchild.getpid() == grandchild.pid) }
        #expect(try await child.exit(3) == .exited(status: 3))
        #expect(try await grandchild.exit(4) == .exited(status: 4))
        #expect(try await first.getpid() == first.pid)
    }

    @Test func `child that may call futex is heard again`() async throws {
        let child = try await refusedChild([__NR_getppid])
        while child.process.connection.filter == .mute { await Task.yield() }
        #expect(try await child.getpid() == child.pid)
    }
}
