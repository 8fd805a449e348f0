import Foundation
import Glibc
import SystemPackage
import Testing

@testable import Rsyscall

/// Children of another user, whom we may not signal.
@Suite(
    .enabled(if: geteuid() == 0, "becoming another user needs privileges"), .timeLimit(.minutes(5)))
struct OtherUserTests {
    @Test func `child that was cloned before we gave up privileges ends when it is killed or dropped`() async
    {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let killed = try await process.clone()
            let own = try await process.clone().withOwnMemory()
            let child = try await process.clone()
            let ending = child.ending
            var dropped: Handover<ClonedProcess>? = Handover(child)
            try await process.setresuid(Uid(65534), Uid(65534), Uid(65534))
            guard try await killed.killAndWait() == .exited(status: 1) else { exit(3) }
            guard try await own.killAndWait() == .exited(status: 1) else { exit(5) }
            withExtendedLifetime(dropped) {}
            dropped = nil
            guard try await ending.wait() == .exited(status: 1) else { exit(4) }
        }
    }

    /// A program that any user may execute, and that runs a command as the superuser, like `sudo`.
    private func privileged(_ scratch: Scratch) async throws -> String {
        let path = scratch.path + "/setpriv"
        let copy = Command(
            "/bin/sh", ["-c", "cp \"$(command -v setpriv)\" \"$0\" && chmod 4755 \"$0\"", CString(path)])
        try #require(try await LinuxProcess.local.run(copy).state.isSuccess)
        let child = try await LinuxProcess.local.clone()
        try await child.setresuid(Uid(65534), Uid(65534), Uid(65534))
        let user = Command(CString(path), ["--reuid=0", "id", "-ru"])
        try #require(try await child.process.run(user).text == "0\n", "set-user-ID programs work in /tmp")
        return path
    }

    enum Stop: CaseIterable, Codable {
        case timeout, cancellation, body, check
    }

    @Test(arguments: Stop.allCases)
    func `run and check throw EPERM if they may not kill the command`(_ stop: Stop) async throws {
        let scratch = try Scratch()
        let program: String = try await privileged(scratch)
        let mark: String = scratch.path + "/mark"
        defer {
            let number = (try? String(contentsOfFile: mark, encoding: .utf8)).flatMap { pid_t($0.dropLast()) }
            if let number { kill(number, SIGKILL) }
        }
        await #expect(processExitsWith: .success) {
            [program = program as String, stop, mark = mark as String] in
            let process = LinuxProcess.local
            try await process.setresuid(Uid(65534), Uid(65534), Uid(65534))
            // No time limit ends this process.
            alarm(240)
            let script = Command(
                CString(program),
                [
                    "--reuid=0", "sh", "-c",
                    "exec >&- 2>&- <&-; echo $$ >\"$0\".new; mv \"$0\".new \"$0\"; exec sleep 60",
                    CString(mark),
                ])
            let grace = Duration.milliseconds(1)
            let running = Task {
                switch stop {
                case .timeout: _ = try await process.run(script, timeout: .seconds(5), grace: grace)
                case .cancellation: _ = try await process.run(script, grace: grace)
                case .body:
                    try await process.run(script, grace: grace) { _ in
                        try await awaitFile(at: mark)
                    }
                case .check: try await process.clone().exec(script).check(grace: grace)
                }
            }
            if stop == .cancellation || stop == .check {
                try await awaitFile(at: mark)
                running.cancel()
            }
            do {
                try await running.value
                exit(2)
            } catch let error as SyscallError {
                guard error.errno == .notPermitted else { exit(3) }
            } catch {
                exit(4)
            }
        }
    }
}
