import Foundation
import Glibc
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
        let pipe = try await process.pipe2()
        let link = "pipe:[\(try await pipe.read.fstat().identity.inode)]"
        let child = try await process.clone()
        let reader = try await child.inherit(pipe.read)
        let record = child.record
        var step = 0
        func next() {
            if step == steps { _ = record.send(.kill) }
            step += 1
        }
        do {
            next()
            _ = try await child.getpid()
            next()
            try await child.prctl_set_no_new_privs()
            next()
            let file = try await child.memfd_create("life")
            next()
            async let received = reader.read(upTo: 1)
            next()
            try await pipe.write.write([1])
            _ = try await received
            next()
            try await file.close()
            next()
            let running = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
            next()
            try? running.signal(.kill)
            #expect(try await running.wait() == .killed(.kill, coreDumped: false))
        } catch is Hangup {
        } catch is Refused<ClonedProcess> {
        } catch let error as AlreadyTaken {
            throw error
        }
        let ending = try await record.end()
        #expect(ending == .killed(.kill, coreDumped: false))
        // Reaped: no zombie has the number anymore.
        #expect(kill(record.pid.rawValue, 0) == -1 && errno == ESRCH)
        return link
    }

    @Test func `SIGKILL at every step of a child's life leaks no descriptor and no memory`() async throws {
        let heap = process.allocator.heap
        let liveBytes = heap.statistics.liveBytes
        var pipes: Set<String> = []
        for round in 0..<1000 { pipes.insert(try await live(killedAfter: round % 9)) }
        let open = try openFiles()
        #expect(!open.contains { pipes.contains($0) || $0.hasPrefix("/memfd:life") })
        // Those of other tests are there for a moment; a leak would be a thousand of them, and of pages.
        #expect(open.count { $0 == "pidfd of the dead" } < 100)
        // What other tests hold is freed by and by.
        let deadline = ContinuousClock.now + .seconds(30)
        while heap.statistics.liveBytes >= liveBytes + 1000 * 4096 / 2, ContinuousClock.now < deadline {
            await Task.yield()
        }
        #expect(heap.statistics.liveBytes < liveBytes + 1000 * 4096 / 2)
        #expect(heap.contradictions() == [])
    }

    @Test func `SIGKILL of the parent kills its children`() async throws {
        // A child of ours that makes another and is killed stands for us: both share its fate.
        let parent = try await BuiltCommand.startRun(["--", "/bin/sh", "-c", "echo $$; exec sleep 1000"])
        let pid = ProcessID(try #require(CInt(try await parent.read(to: "\n").dropLast())))
        let child = try await process.pidfd_open(pid)
        try parent.process.signal(.kill)
        try await parent.expectEnd(.killed(.kill, coreDumped: false))
        let events = try await process.poll([Pollfd(child, .in)], milliseconds: 1000)
        #expect(events == [.in], "the child outlived its parent by a second")
    }
}
