import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// Streams whose other end doesn't answer, lies, or is left alone.
@Suite(.timeLimit(.minutes(3))) struct AbandonedStreamTests {
    private let local = LinuxProcess.local

    @Test func `relay that doesn't answer is given up with its last process`() async throws {
        let relay: ProcessID
        do {
            let far = try await local.start(through: Command("setpriv"), sharingMemory: false)
            try required(far.process.connection as? StreamConnection).link.setPatience(.seconds(1))
            relay = try await far.getppid()
            kill(relay.rawValue, SIGSTOP)
        }
        try await awaitEnd(of: relay.rawValue)
    }

    @Test func `killAndWait behind a relay that doesn't answer ends`() async throws {
        let far = try await local.start(through: Command("setpriv"), sharingMemory: false)
        try required(far.process.connection as? StreamConnection).link.setPatience(.seconds(1))
        kill(try await far.getppid().rawValue, SIGSTOP)
        do {
            let state = try await far.killAndWait()
            Issue.record("\(state) was reported by a process that is stopped")
        } catch is AlreadyTaken {}
    }

    @Test func `answer that claims memory that it wasn't offered is dropped`() async throws {
        let lie = Command("sh", ["-c", "printf '\\0rsyscall memfd\\n'; exec \"$0\""])
        let far = try await local.start(through: lie, sharingMemory: false)
        #expect(try await far.getpid() == far.pid)
    }

    @Test func `two processes with one number break the stream`() async throws {
        let relay = try PlayedRelay()
        let (first, second) = (WatchedChild(), WatchedChild())
        relay.link.watch(first)
        relay.link.watch(second)
        #expect(first.hasEnded && second.hasEnded && relay.link.isOver)
    }

    @Test func `clone without a place throws EAGAIN`() async throws {
        let far = try await local.start(
            through: Command("prlimit", ["--as=100000000"]), sharingMemory: false)
        let children = HeldChildren()
        await #expect(throws: Errno.resourceTemporarilyUnavailable) {
            do {
                while true { children.add(try await far.clone()) }
            } catch let error as SyscallError { throw error.errno }
        }
        #expect(try await far.getpid() == far.pid)
    }

    @Test func `end of an earlier process of a number isn't taken for a later one's`() async throws {
        let far = try await local.start(through: Command("setpriv"), sharingMemory: false)
        guard try required(far.process.connection as? StreamConnection).link.sharesMemory else { return }
        let scratch = try Scratch()
        let pipe = try await far.pipe2()
        let other = try await far.clone(.files)
        let end = try await other.inherit(pipe.read)
        let reading = Task { [end = Handover(end)] in try await end.take().read(upTo: 1) }
        while !other.process.connection.isBusy { await Task.yield() }
        // Waits behind that read, so that the ends of unknown processes are noted.
        let cloning = Task { [process = other.process] in try await process.clone().killAndWait() }
        let mark = scratch.path + "/orphan"
        let shell = Command(
            "sh", ["-c", "sh -c 'echo $$ >\(mark)-; mv \(mark)- \(mark); exec sleep 0.1' & exit 0"])
        _ = try await far.clone().exec(shell).wait()
        try await awaitFile(at: mark)
        let text = try String(contentsOfFile: mark, encoding: .utf8)
        let number = ProcessID(try required(CInt(text.dropLast())))
        try await awaitEnd(of: number.rawValue)
        let later = try await far.clone(setTid: [number])
        #expect(later.pid == number)
        #expect(try await later.getpid() == number)
        #expect(try await later.exit(3) == .exited(status: 3))
        try await pipe.write.write([1])
        _ = try await (reading.value, cloning.value)
    }

    @Test func `start of a command that fails ends while our standard error is full`() async {
        await #expect(processExitsWith: .success) {
            let pipe = try await LinuxProcess.local.pipe2(.nonblock)
            let junk = [UInt8](repeating: 0, count: 4096)
            while write(pipe.write.number.rawValue, junk, junk.count) > 0 {}
            _ = fcntl(pipe.write.number.rawValue, F_SETFL, 0)
            dup2(pipe.write.number.rawValue, 2)
            do {
                let command = Command("sh", ["-c", "echo no >&2; exit 3"])
                _ = try await LinuxProcess.local.start(through: command)
            } catch is CommandError { exit(0) }
            exit(1)
        }
    }

    @Test func `flood on the bell of a process keeps nothing else waiting`() async throws {
        let scratch = try Scratch()
        let go = scratch.path + "/go"
        let flood = "(until test -e \(go); do sleep 0.01; done; exec cat /dev/zero) &"
        let far = try await local.start(through: Command("sh", ["-c", "\(flood) \(flood) exec \"$0\""]))
        #expect(FileManager.default.createFile(atPath: go, contents: nil))
        for _ in 0..<100 {
            let pipe = try await local.pipe2()
            let reader = try await AsyncFileDescriptor(pipe.read)
            async let bytes = reader.read(upTo: 1)
            try await pipe.write.write([1])
            #expect(try await bytes == [1])
        }
        // The flood may end it, as the end of the stream does.
        _ = far.pid
    }
}

/// What a program that lost its parent at the other end of a stream does when the stream ends.
@Suite(.timeLimit(.minutes(3))) struct StreamOrphanTests {
    /// Starts a program over a stream that leaves another one behind, and returns that one's number.
    static func leaveOrphan(_ far: LinuxProcess, _ mark: String) async throws -> pid_t {
        let shell = "setsid sh -c 'echo $$ >\(mark)-; mv \(mark)- \(mark); exec sleep 1000' & exit 0"
        _ = try await far.clone().exec(Command("sh", ["-c", shell])).wait()
        try await awaitFile(at: mark)
        return try required(pid_t(String(contentsOfFile: mark, encoding: .utf8).dropLast()))
    }

    @Test(arguments: [false, true]) func `it ends with the stream, with or without proc`(_ hasProc: Bool)
        async throws
    {
        let scratch = try Scratch()
        let unmount = hasProc ? "" : "umount -l /proc && "
        let command = Command("unshare", ["--mount", "sh", "-c", unmount + "exec \"$0\""])
        let orphan: pid_t
        do {
            let far = try await LinuxProcess.local.start(through: command, sharingMemory: false)
            orphan = try await Self.leaveOrphan(far.process, scratch.path + "/orphan")
        }
        try await awaitEnd(of: orphan)
    }

    @Test func `it ends when we are killed`() async throws {
        let mark = "/tmp/rsyscall-orphan-\(getpid())"
        defer { unlink(mark) }
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let far = try await LinuxProcess.local.start(through: Command("setpriv"), sharingMemory: false)
            _ = try await StreamOrphanTests.leaveOrphan(far.process, "/tmp/rsyscall-orphan-\(getppid())")
            kill(getpid(), SIGKILL)
        }
        try await awaitEnd(of: try required(pid_t(String(contentsOfFile: mark, encoding: .utf8).dropLast())))
    }
}

private final class WatchedChild: RelayedChild {
    let pid = ProcessID(4711)
    private let status = Guarded<Result<CInt, StreamEnd>?>(nil)

    var hasEnded: Bool { status.withLock { if case .failure = $0 { true } else { false } } }

    func ended(_ status: Result<CInt, StreamEnd>) { self.status.withLock { $0 = status } }
}

private final class HeldChildren {
    private var held: [Handover<ClonedProcess>] = []

    func add(_ child: consuming ClonedProcess) { held.append(Handover(child)) }
}
