import CRsyscall
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Rsyscall

/// What children and we must survive. One after another, since they count descriptors and processes.
@Suite(.serialized) struct SurvivalTests {
    let process = LinuxProcess.local

    /// What the descriptors that we have open are of. Other tests open and close some meanwhile.
    private func openFiles() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { number in
            let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")
            guard link == "anon_inode:[pidfd]" else { return link }
            let info = (try? String(contentsOfFile: "/proc/self/fdinfo/\(number)", encoding: .utf8)) ?? ""
            return info.contains("Pid:\t-1") ? "pidfd of the dead" : link
        }
    }

    /// A life with calls that end at once, one that waits, and an execve; killed after `steps` of them.
    ///
    /// - Returns: The pipe that it used, as a link in `/proc/self/fd` names it.
    private func live(killedAfter steps: Int) async throws -> String {
        let pipe = try await process.pipe2().take()
        let link = "pipe:[\(try await pipe.first.fstat().identity.inode)]"
        let child = try await process.clone()
        let reader = try await child.inherit(pipe.first)
        let record = child.task.interface as? ChildInterface
        var step = 0
        func next() {
            if step == steps { _ = record?.record.send(.kill) }
            step += 1
        }
        do {
            next()
            _ = try await child.getpid()
            next()
            try await child.setNoNewPrivs()
            next()
            let file = try await child.memfd_create("life")
            next()
            async let received = reader.read(upTo: 1)
            next()
            try await pipe.second.write([1])
            _ = try await received
            next()
            try await file.close()
            next()
            let running = try await child.execve("/bin/sleep", ["sleep", "100"], [])
            next()
            try? running.kill(.kill)
            #expect(try await running.wait() == .killed(.kill, coreDumped: false))
        } catch is Hangup {
        } catch is Refused<ClonedProcess> {
        } catch let error as ChildStatusTaken {
            throw error
        }
        let ending = try await record?.record.end()
        #expect(ending == .killed(.kill, coreDumped: false))
        // Reaped: no zombie has the number any more.
        #expect(kill(record?.record.pid.rawValue ?? 0, 0) == -1 && errno == ESRCH)
        return link
    }

    @Test func `SIGKILL at every step of a child's life leaks no descriptor and no memory`() async throws {
        let heap = process.task.allocator.heap
        let liveBytes = heap.statistics.liveBytes
        var pipes: Set<String> = []
        for round in 0..<1000 { pipes.insert(try await live(killedAfter: round % 9)) }
        let open = try openFiles()
        #expect(!open.contains { pipes.contains($0) || $0.hasPrefix("/memfd:life") })
        // Those of other tests are there for a moment; a leak would be a thousand of them, and of pages.
        #expect(open.count { $0 == "pidfd of the dead" } < 100)
        #expect(heap.statistics.liveBytes < liveBytes + 1000 * 4096 / 2)
        #expect(heap.contradictions() == [])
    }

    @Test func `SIGKILL of the parent kills its children`() async throws {
        // A child of ours that makes another and is killed stands for us: both share its fate.
        let helper = Process()
        helper.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("rsyscall")
        helper.arguments = ["run", "--", "/bin/sh", "-c", "echo $$; exec sleep 100"]
        let pipe = Pipe()
        helper.standardOutput = pipe
        try helper.run()
        var line = Data()
        while line.last != UInt8(ascii: "\n") { line += pipe.fileHandleForReading.readData(ofLength: 1) }
        let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let pid = try #require(CInt(text))
        let pidfd = rsyscall_open_pidfd(pid)
        #expect(pidfd >= 0)
        kill(helper.processIdentifier, SIGKILL)
        helper.waitUntilExit()
        var poll = pollfd(fd: pidfd, events: Int16(Glibc.POLLIN), revents: 0)
        #expect(Foundation.poll(&poll, 1, 1000) == 1, "the child outlived its parent by a second")
        close(pidfd)
    }

    @Test func `wait and Foundation's Process do not take each other's exit status`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<5 {
                        let ended = AsyncStream<CInt>.makeStream()
                        let theirs = Process()
                        theirs.executableURL = URL(fileURLWithPath: "/bin/sh")
                        theirs.arguments = ["-c", "exit 4"]
                        theirs.terminationHandler = { ended.continuation.yield($0.terminationStatus) }
                        try theirs.run()
                        let ours = try await process.clone().execve("/bin/sh", ["sh", "-c", "exit 3"], [])
                        #expect(try await ours.wait() == .exited(status: 3))
                        // Not waitUntilExit, which takes the threads that the other tasks go on by.
                        var next = ended.stream.makeAsyncIterator()
                        #expect(await next.next() == 4)
                        theirs.terminationHandler = nil
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `waitpid of -1 elsewhere takes no child that serves`() async throws {
        let child = try await process.clone()
        var status: CInt = 0
        // Such a child sends no SIGCHLD, so a plain wait does not see it.
        let waited = waitpid(child.pid.rawValue, &status, W.nohang.rawValue)
        #expect(waited == -1)
        #expect(try await child.exit(5) == .exited(status: 5))
    }

    @Test func `wait recovers a status that waitpid took or throws ChildStatusTaken`() async throws {
        for _ in 0..<50 {
            let running = try await process.clone().execve("/bin/sh", ["sh", "-c", "exit 6"], [])
            let pid = running.pid.rawValue
            let thief = Task.detached {
                var status: CInt = 0
                while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
            }
            do {
                #expect(try await running.wait() == .exited(status: 6))
            } catch {
                #expect(error is ChildStatusTaken)
            }
            await thief.value
        }
    }

    @Test func `check terminates the child if its task is cancelled`() async throws {
        let started = AsyncStream<Void>.makeStream()
        let task = Task {
            let running = try await process.clone().execve("/bin/sleep", ["sleep", "100"], [])
            started.continuation.yield()
            try await running.check("sleep 100")
        }
        for await _ in started.stream { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `run collects standard output and standard error`() async throws {
        let output = try await process.run(.shell("echo out; echo err >&2; exit 2"))
        #expect(output.text == "out\n")
        #expect(output.standardError == Array("err\n".utf8))
        #expect(output.state == .exited(status: 2))
        await #expect(throws: CommandNotFound.self) {
            try await process.run(Command("no-such-command").setting("PATH", to: "/usr/bin:/bin"))
        }
        let big = try await process.run(.shell("head -c 1000000 /dev/zero"))
        #expect(big.standardOutput.count == 1_000_000)
    }

    @Test func `run returns on cancellation while another process holds its output open`() async throws {
        let pipe = try await process.pipe2([]).take()
        let number = pipe.second.number
        let task = Task {
            // The shell is terminated; what it left in the background keeps the output open.
            try await process.run(.shell("sleep 1000 & echo $! >/proc/self/fd/\(number); wait"))
        }
        let line = String(decoding: try await pipe.first.read(upTo: 20), as: UTF8.self)
        let sleeper = try #require(CInt(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        defer { kill(sleeper, SIGKILL) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(kill(sleeper, 0) == 0, "the output was closed")
    }

    @Test(.timeLimit(.minutes(10))) func `check keeps nothing for the grace period of a cancelled command`()
        async throws
    {
        let started = AsyncStream<ChildRecord>.makeStream()
        let task = Task {
            let running = try await process.clone().execve("/bin/sleep", ["sleep", "100"], [])
            started.continuation.yield(running.record)
            try await running.check(grace: .seconds(1000))
        }
        weak var record: ChildRecord?
        for await each in started.stream {
            record = each
            break
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        while record != nil { await Task.yield() }
    }

    @Test func `check kills a cancelled command that ignores SIGTERM`() async throws {
        let started = AsyncStream<Void>.makeStream()
        let pipe = try await process.pipe2().take()
        let task = Task {
            let child = try await process.clone()
            try await child.inherit(pipe.second).dup3(ontoUnowned: FileDescriptorNumber(1))
            let script = "trap '' TERM; echo ready; while :; do sleep 1; done"
            let running = try await child.execve("/bin/sh", ["sh", "-c", CString(script)], [])
            started.continuation.yield()
            try await running.check(grace: .milliseconds(20))
        }
        for await _ in started.stream { break }
        #expect(try await pipe.first.read(upTo: 5) == Array("ready".utf8))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `run works in a child in a user namespace`() async throws {
        let child = try await process.clone(.newuser, users: .single(user: .root, group: .root))
        let output = try await child.run(.shell("id -u"))
        #expect(output.text == "0\n")
        #expect(output.state.isSuccess)
        _ = try await child.exit()
    }

    @Test func `execveat executes a memfd`() async throws {
        let program = try await process.memfd_create("program", [])
        try await program.write(try Data(contentsOf: URL(fileURLWithPath: "/bin/true")))
        var child = try await process.clone()
        let directory = try await child.open("/bin", [.path, .directory])
        child = try await expectRefused(.errno(ENOENT), child) {
            try await $0.execveat(directory, "nonexistent", ["nonexistent"], [])
        }
        child = try await expectRefused(.any(DescriptorTableMismatch.self), child) {
            try await $0.execveat(program, "", ["true"], [], .empty_path)
        }
        let inherited = try await child.inherit(program)
        let running = try await child.execveat(inherited, "", ["true"], [], .empty_path)
        #expect(try await running.wait() == .exited(status: 0))
    }

    @Test func `wait sees stopped and continued`() async throws {
        let running = try await process.clone().execve("/bin/sleep", ["sleep", "100"], [])
        try running.kill(.stop)
        guard case .changed(let stopped, let first) = try await running.wait(for: [.stopped, .continued])
        else {
            Issue.record("the child is gone")
            return
        }
        #expect(first == .stopped(.stop))
        try stopped.kill(.cont)
        guard case .changed(let continued, let second) = try await stopped.wait(for: [.stopped, .continued])
        else {
            Issue.record("the child is gone")
            return
        }
        #expect(second == .continued)
        try continued.kill(.term)
        #expect(try await continued.wait() == .killed(.term, coreDumped: false))
    }

    @Test func `execve fails with E2BIG and gives the child back`() async throws {
        let child = try await process.clone()
        let back = try await expectRefused(.errno(E2BIG), child) {
            try await $0.execve("/bin/true", [CString(String(repeating: "x", count: 8 << 20))], [])
        }
        #expect(try await back.getpid() == back.pid)
    }

    @Test func `nm finds no foreign symbol in the child loop's objects`() throws {
        let objects = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("CRsyscall.build")
        for file in ["serve.c.o", "child.c.o", "death.c.o", "life.c.o"] {
            let nm = Process()
            nm.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            nm.arguments = ["nm", "-u", objects.appendingPathComponent(file).path]
            let pipe = Pipe()
            nm.standardOutput = pipe
            try nm.run()
            let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            nm.waitUntilExit()
            try #require(nm.terminationStatus == 0)
            // With a sanitizer, each object also has a constructor that these are called from.
            let known = [
                "rsyscall_", "_GLOBAL_OFFSET_TABLE_", "__tsan_init", "__asan_init",
                "__asan_version_mismatch_check",
                "__asan_register_", "__asan_unregister_", "___asan_globals_registered",
                "__start_asan_globals", "__stop_asan_globals",
            ]
            let foreign = output.split(separator: "\n").map { $0.split(separator: " ").last ?? "" }
                .filter { symbol in !known.contains { symbol.hasPrefix($0) } }
            #expect(foreign.isEmpty)
        }
    }

    private func rsyscall_open_pidfd(_ pid: CInt) -> CInt {
        CInt(rsyscall_instruction(Int(__NR_pidfd_open), UInt(pid), 0, 0, 0, 0, 0))
    }
}
