import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// Programs that the loop of a child runs.
@Suite(.timeLimit(.minutes(10))) struct ChildProgramTests {
    let process = LinuxProcess.local

    @Test func `program of 100 calls in a child makes more than a mailbox has slots for`() async throws {
        let child = try await process.clone()
        var program = child.program()
        let file = try program.memfd_create("numbers")
        for number in UInt8(0)..<99 { _ = try program.pwrite(file, Bytes([number]), at: Int(number)) }
        var results = try await program.run()
        #expect(try await results.take(file).pread(upTo: 200, at: 0) == Array(0..<99))
        #expect(try await child.exit(3) == .exited(status: 3))
    }

    @Test func `program whose step needs a refused result skips that step`() async throws {
        let child = try await process.clone()
        var program = child.program()
        program.stopsOnRefusal = false
        let missing = try program.open("/nonexistent")
        let text = try program.read(missing, upTo: 10)
        try program.close(missing)
        let pid = try program.getpid()
        var results = try await program.run()
        await expectErrno(ECANCELED, text) { _ = try results.take($0) }
        #expect(try results.take(pid) == child.pid)
        #expect(try await child.exit(3) == .exited(status: 3))
    }

    @Test func `program that waits in a child is parked until data arrives`() async throws {
        let pipe = try await process.pipe2()
        let child = try await process.clone()
        let pid = child.pid
        let reader = try await child.inherit(pipe.read)
        var program = child.program()
        let first = try program.read(reader, upTo: 5)
        let second = try program.read(reader, upTo: 5)
        async let written: Void = {
            for word in ["first", "later"] {
                try await waitForRead(in: pid)
                try await pipe.write.write(word.utf8)
            }
        }()
        var results = try await program.run()
        try await written
        #expect(try results.take(first) == Array("first".utf8))
        #expect(try results.take(second) == Array("later".utf8))
    }

    @Test func `programs and calls of many tasks at once in a child`() async throws {
        let child = try await process.clone()
        let (pid, worker) = (child.pid, child.process)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<16 {
                group.addTask {
                    for round in 0..<100 {
                        if (task + round) % 2 == 0 {
                            #expect(try await worker.getpid() == pid)
                            continue
                        }
                        var program = worker.program()
                        let file = try program.memfd_create("\(task)")
                        let count = try program.write(file, Bytes([1, 2, 3]))
                        try program.close(file)
                        let last = try program.getpid()
                        var results = try await program.run()
                        #expect(try results.take(count) == 3)
                        #expect(try results.take(last) == pid)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await child.exit(3) == .exited(status: 3))
    }

    @Test func `SIGKILL while a program waits throws Hangup`() async throws {
        for _ in 0..<50 {
            let pipe = try await process.pipe2()
            let child = try await process.clone()
            let reader = try await child.inherit(pipe.read)
            let (pid, signaler) = (child.pid, child.signaler)
            var program = child.program()
            _ = try program.memfd_create("gone with the child")
            _ = try program.read(reader, upTo: 1)
            _ = try program.getpid()
            async let killed: Void = {
                try await waitForRead(in: pid)
                try signaler.signal(.kill)
            }()
            do {
                _ = try await program.run()
                Issue.record("a killed child ran its program")
            } catch {
                #expect(error is Hangup)
            }
            try await killed
            #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        }
    }

    @Test func `program that has futex refused by its filter is answered`() async throws {
        let child = try await process.clone()
        let filter: [SockFilter] = [
            .load(at: 0), .ifEqual(UInt32(__NR_futex), then: 0, else: 1),
            .verdict(.errno, data: UInt16(EPERM)), .verdict(.allow),
        ]
        var program = child.program()
        try program.prctl_set_no_new_privs()
        try program.record(
            .seccomp, SECCOMP.set_mode_filter, SECCOMP_FILTER_FLAG(), filter.program(Seal()))
        // Longer than we look for the end.
        try program.record(.nanosleep, Timespec(sec: 0, nsec: 5_000_000), Address.null)
        let pid = try program.getpid()
        var results = try await program.run()
        #expect(try results.take(pid) == child.pid)
        for _ in 0..<3 {
            var program = child.program()
            try program.record(.nanosleep, Timespec(sec: 0, nsec: 5_000_000), Address.null)
            _ = try await program.run()
        }
        #expect(try await child.exit(3) == .exited(status: 3))
    }

    /// Waits until the process waits in `read`.
    private func waitForRead(in pid: ProcessID) async throws {
        let call = "/proc/\(pid)/syscall"
        while try !String(contentsOfFile: call, encoding: .utf8).hasPrefix("\(SYS.read.number) ") {
            await Task.yield()
        }
    }
}
