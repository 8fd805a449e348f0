import Foundation
import Testing

@testable import Rsyscall

/// What happens if the system has no more threads. Each in a process of its own, whose user has no other.
@Suite(.timeLimit(.minutes(2)), .enabled(if: geteuid() == 0, "takes another user"))
struct ThreadLimitTests {
    @Test func `clone throws EAGAIN and leaves no zombie if its child can't be watched`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let user = UInt32(2_000_000_000) + UInt32(getpid())
            guard setgid(user) == 0, setuid(user) == 0 else { exit(2) }
            // Starts the thread that makes children, but not the one that watches them.
            _ = try await process.gettid()
            var refusals = 0
            for more in 0...8 {
                setLimitOfThreads(try threadCount() + more)
                do {
                    _ = try await process.clone().exit()
                } catch let error as SyscallError where error.errno == .resourceTemporarilyUnavailable {
                    refusals += 1
                }
                setLimitOfThreads(1000)
                guard try await process.hasNoChildren() else { exit(3) }
            }
            guard refusals > 0 else { exit(4) }
            let output = try await process.run(.shell("echo done"))
            guard output.text == "done\n" else { exit(5) }
        }
    }
}

private func threadCount() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
}

private func setLimitOfThreads(_ count: Int) {
    // RLIMIT_NPROC, which Glibc's module lacks.
    var limit = rlimit(rlim_cur: rlim_t(count), rlim_max: 1000)
    if setrlimit(__rlimit_resource_t(6), &limit) != 0 { exit(6) }
}
