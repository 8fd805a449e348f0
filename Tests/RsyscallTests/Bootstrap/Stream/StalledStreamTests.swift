import Foundation
import Testing

@testable import Rsyscall

/// A stream that takes no more for a while.
///
/// Nothing reports what the kernel says of a process that isn't ours to wait for, or of a pipe that is another's. So these
/// look until it is so, and the time limit ends what never comes.
@Suite(.timeLimit(.minutes(5))) struct StalledStreamTests {
    /// A stream through a `cat`, whose number in our pid namespace is second, and which can be stopped.
    private func start(_ command: Command) async throws -> (first: Handover<ClonedProcess>, cat: pid_t) {
        let scratch = try Scratch()
        let file = scratch.path + "/pid"
        let last = "read pid rest </proc/self/stat; echo $pid >\"$1.new\"; mv \"$1.new\" \"$1\"; exec cat"
        let line = "cat | \"$0\" | sh -c '\(last)' sh \(file)"
        var command = command
        command.arguments += ["sh", "-c", CString(line)]
        let first = try await LinuxProcess.local.start(through: command, sharingMemory: false)
        try await awaitFile(at: file)
        let number = try String(contentsOfFile: file, encoding: .utf8)
        return (Handover(first), try required(pid_t(number.split(separator: "\n")[0])))
    }

    private func stop(_ pid: pid_t) async throws {
        kill(pid, SIGSTOP)
        while state(of: ProcessID(pid)) != "T" { try await Task.sleep(for: .milliseconds(1)) }
    }

    /// The state of a process as ps shows it, or `nil` if no process has the number.
    private func state(of pid: ProcessID) -> Character? {
        // The name of a process may contain anything, but the last parenthesis ends it.
        let line = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        return line?.split(separator: ")").last?.first { $0 != " " }
    }

    @Test func `number of a process stays its own until its end could be reported`() async throws {
        let started = try await start(Command("env"))
        let first = try started.first.take()
        let cat = started.cat
        let reader = try await first.clone()
        let victim = try await first.clone().exec(Command("sleep", ["1000"]))
        let pid = victim.pid
        let zeros = try await reader.open("/dev/zero", [.rdonly])

        try await stop(cat)
        async let answer = zeros.read(upTo: 1 << 20)
        // The pipe to it fills once the answer is under way.
        let pipe = open("/proc/\(cat)/fd/0", O_RDONLY | O_NONBLOCK)
        defer { close(pipe) }
        var waiting: CInt = 0
        while waiting < 1 << 15 {
            try #require(ioctl(pipe, UInt(FIONREAD), &waiting) == 0)
            try await Task.sleep(for: .milliseconds(1))
        }
        kill(pid.rawValue, SIGKILL)
        while let state = state(of: pid), state != "Z" { try await Task.sleep(for: .milliseconds(1)) }
        // Nothing reports that something isn't done. A relay that reaps what it can't report does so at once.
        try await Task.sleep(for: .milliseconds(200))
        #expect(state(of: pid) == "Z")

        kill(cat, SIGCONT)
        #expect(try await answer.count == 1 << 20)
        #expect(try await victim.wait() == .killed(.kill, coreDumped: false))
        #expect(try await first.getpid() == first.pid)
    }

    /// Waits until a process of a pid namespace has a number there, and returns its number in ours.
    private func awaitProcess(_ pid: ProcessID, in namespace: String, named name: String) async throws
        -> pid_t
    {
        while true {
            for entry in try FileManager.default.contentsOfDirectory(atPath: "/proc")
            where pid_t(entry) != nil {
                guard let status = try? String(contentsOfFile: "/proc/\(entry)/status", encoding: .utf8),
                    status.hasPrefix("Name:\t\(name)\n"), status.contains("\nNSpid:\t\(entry)\t\(pid)\n"),
                    let found = try? FileManager.default.destinationOfSymbolicLink(
                        atPath: "/proc/\(entry)/ns/pid"),
                    found == namespace
                else { continue }
                return try required(pid_t(entry))
            }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    @Test(.enabled(if: geteuid() == 0, "needs root"), arguments: [true, false])
    func `signal to a process whose end wasn't read yet hits no other with its number`(_ isDropped: Bool)
        async throws
    {
        // In a pid namespace, so that no other test takes the number.
        let started = try await start(Command("unshare", ["--pid", "--fork"]))
        let first = try started.first.take()
        let cat = started.cat
        let namespace = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(cat)/ns/pid")
        let killer = try await first.clone()
        let maker = Handover(try await first.clone())
        let victim = try await first.clone()
        let pid = victim.pid
        let dropped = Handover(victim)
        let old = try await awaitProcess(pid, in: namespace, named: "rsyscall-child")

        try await stop(cat)
        async let killed: Void = killer.kill(pid, .kill)
        try await awaitEnd(of: old)
        async let made = Handover(maker.take().clone(setTid: [pid]))
        let new = try await awaitProcess(pid, in: namespace, named: "rsyscall-child")
        let ended = try dropped.take()
        if !isDropped { try ended.signal(.kill) }
        _ = consume ended
        kill(cat, SIGCONT)
        try await killed
        let child = try await made.take()
        #expect(try await first.getppid().rawValue >= 0)
        #expect(try await child.getpid() == pid)
        #expect(kill(new, 0) == 0)
    }
}
