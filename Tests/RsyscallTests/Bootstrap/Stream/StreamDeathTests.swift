import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// The ends of processes over a stream, and of those that serve them.
@Suite(.timeLimit(.minutes(5))) struct StreamDeathTests {
    private func start() async throws -> ClonedProcess {
        try await LinuxProcess.local.start(through: Command("setpriv"), sharingMemory: false)
    }

    @Test func `clone works after the first process has ended`() async throws {
        let first = try await start()
        let second = try await first.clone(.files)
        _ = try await first.killAndWait()
        for _ in 0..<3 {
            let third = try await second.clone(.files)
            #expect(try await third.getpid() == third.pid)
        }
        #expect(try await second.getpid() == second.pid)
    }

    @Test func `call of a process that is killed before it has begun to serve ends`() async throws {
        let first = try await start()
        for _ in 0..<300 {
            let child = try await first.clone()
            try child.signal(.kill)
            await #expect(throws: Hangup.self) { while true { _ = try await child.getpid() } }
        }
        #expect(try await first.getpid() == first.pid)
    }

    @Test func `stream has places after thousands of makers were killed before they cloned`() async throws {
        let first = try await start()
        for _ in 0..<4500 {
            let child = try await first.clone()
            let process = child.process
            try child.signal(.kill)
            _ = try? await process.clone()
        }
        let last = try await first.clone()
        #expect(try await last.getpid() == last.pid)
    }

    @Test func `places of processes whose makers were killed as they cloned are given back`() async throws {
        let first = try await start()
        let link = try required(first.process.connection as? StreamConnection).link
        for _ in 0..<100 {
            let child = try await first.clone()
            let process = child.process
            let cloning = Task { while true { try await process.clone().exit() } }
            while !process.connection.isBusy { await Task.yield() }
            try child.signal(.kill)
            await #expect(throws: (any Error).self) { try await cloning.value }
        }
        try await awaitTruth { link.usedPlaces <= 1 }
    }

    @Test func `stream goes on while many tasks signal processes and others end`() async throws {
        let first = try await start()
        let process = first.process
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<100 {
                        let child = try await process.clone()
                        for _ in 0..<4 { try child.signal(.winch) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await first.getpid() == first.pid)
    }

    @Test func `process that ended before it has a mailbox hangs up`() async throws {
        let first = try await start()
        let link = try required(first.process.connection as? StreamConnection).link
        let (server, page) = try required(link.takePlace())
        server.hangUp()
        let connection = StreamConnection(
            server, over: link, page, in: first.process.connection.namespaces)
        connection.joinTable()
        await #expect(throws: Hangup.self) { try await connection.call(Step(.getpid)) }
        link.giveBack(server)
    }

    @Test func `descriptors of killed processes that shared a table are closed by another`() async throws {
        let first = try await start()
        func count() async throws -> Int {
            try await first.open("/proc/self/fd", .directory).getdents64().count
        }
        let before = try await count()
        for _ in 0..<100 {
            let child = try await first.clone(.files)
            let process = child.process
            let piping = Task { while true { _ = try await process.pipe2() } }
            while !process.connection.isBusy { await Task.yield() }
            try child.signal(.kill)
            await #expect(throws: Hangup.self) { try await piping.value }
        }
        // A process that is killed while it makes a pipe can't say which numbers that has.
        #expect(try await count() < before + 10)
    }

    /// The process that waits for the events of the first, the only other one.
    private func waiter(besides first: borrowing ClonedProcess) async throws -> pid_t {
        let relay = try await first.getppid()
        let path = "/proc/\(relay)/task/\(relay)/children"
        while true {
            let children = try String(contentsOfFile: path, encoding: .utf8)
                .split(separator: " ").compactMap { pid_t($0) }
            for child in children where child != first.pid.rawValue {
                // epoll_wait and epoll_pwait
                let call = try? String(contentsOfFile: "/proc/\(child)/wchan", encoding: .utf8)
                if call == "ep_poll" || call == "do_epoll_wait" { return child }
            }
            await Task.yield()
        }
    }

    @Test(
        .enabled(if: geteuid() == 0, "the superuser alone sees what a process waits for"),
        arguments: [false, true])
    func `AsyncFileDescriptor goes on after the process that waits was killed or stopped`(_ isKilled: Bool)
        async throws
    {
        let first = try await start()
        let pipe = try await first.pipe2()
        let reader = try await AsyncFileDescriptor(pipe.read)
        for round in 0..<3 {
            let reading = Task { try await reader.read(upTo: 8) }
            while !reader.source.isAwaited(for: .reading) { await Task.yield() }
            let waiter = try await waiter(besides: first)
            kill(waiter, isKilled ? SIGKILL : SIGSTOP)
            if !isKilled { kill(waiter, SIGCONT) }
            try await pipe.write.write([UInt8(round)])
            #expect(try await reading.value == [UInt8(round)])
        }
    }

    @Test func `AsyncFileDescriptor throws once nothing can wait for it`() async throws {
        let first = try await start()
        let pipe = try await first.pipe2()
        let reader = try await AsyncFileDescriptor(pipe.read)
        let reading = Task { try await reader.read(upTo: 8) }
        while !reader.source.isAwaited(for: .reading) { await Task.yield() }
        try first.signal(.kill)
        await #expect(throws: Hangup.self) { try await reading.value }
    }

    @Test(.enabled(if: geteuid() == 0, "the superuser alone makes a pid namespace"))
    func `orphans end with the stream although /proc is another pid namespace's`() async throws {
        let scratch = try Scratch()
        let marks = try scratch.directory("")
        // The init of the namespace stays, and so does not take all with it. Numbers here are those of our namespace.
        let ownNumber = "read pid rest </proc/self/stat; echo $pid"
        let first = try await LinuxProcess.local.start(
            through: Command(
                "unshare",
                ["--pid", "--fork", "sh", "-c", "\(ownNumber) >\(marks)/init; \"$0\"; exec sleep 1000"]),
            sharingMemory: false)
        let orphan = "\(ownNumber) >\(marks)/orphan-; mv \(marks)/orphan- \(marks)/orphan; exec sleep 1000"
        let parent = try await first.clone().exec(
            Command("sh", ["-c", "setsid -f sh -c '\(orphan)'; exec sleep 1000"]))
        try await awaitFile(at: marks + "/orphan")
        (first.process.connection as? StreamConnection)?.link.fail("the test ends it")
        try await awaitEnd(of: number(in: marks + "/orphan"))
        #expect(kill(try number(in: marks + "/init"), SIGKILL) == 0)
        _ = try? await parent.wait()
    }

    private func number(in path: String) throws -> pid_t {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
}
