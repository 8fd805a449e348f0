import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// Children of processes with memory of their own, which share it.
@Suite(.timeLimit(.minutes(5))) struct OwnMemoryCloneTests {
    let local = LinuxProcess.local

    @Test func `clone makes a child that shares the memory of its maker, and is ours`() async throws {
        let own = try await local.clone().withOwnMemory()
        let child = try await own.clone()
        #expect(child.process.addressSpace === own.process.addressSpace)
        #expect(try await child.getppid() == local.getpid())
        let value = try await own.pointer(to: Bytes([42]))
        let file = try await child.memfd_create("file")
        #expect(try await file.write(value) == 1)
        #expect(try await child.exit(5) == .exited(status: 5))
        #expect(try await own.getpid() == own.pid)
    }

    @Test(arguments: [CLONE(), .files]) func `child of a process with memory of its own waits, and rings`(
        _ flags: CLONE
    ) async throws {
        let own = try await local.clone().withOwnMemory()
        let child = try await own.clone(flags)
        let pipe = try await child.pipe2()
        let ours = try await local.inherit(pipe.write)
        let reading = Task { [read = Handover(pipe.read)] in try await read.take().read(upTo: 16) }
        while !child.process.connection.isBusy { await Task.yield() }
        try await ours.write("hello")
        #expect(try await reading.value == Array("hello".utf8))
    }

    @Test func `child of a process with memory of its own executes programs and gets memory of its own`()
        async throws
    {
        let own = try await local.clone().withOwnMemory()
        let running = try await own.clone().execve("/bin/true", ["true"], [])
        #expect(try await running.wait() == .exited(status: 0))
        let output = try await own.process.run(Command("/bin/echo", ["there"]))
        #expect(output.standardOutput == Array("there\n".utf8))
        let third = try await own.clone(.newuser).withOwnMemory()
        let fourth = try await third.clone()
        #expect(try await fourth.getpid() == fourth.pid)
        #expect(third.process.addressSpace !== own.process.addressSpace)
        #expect(try await fourth.exit(1) == .exited(status: 1))
        #expect(try await third.exit(2) == .exited(status: 2))
    }

    @Test func `unshare of the table keeps the bell, and no handle can close it`() async throws {
        let own = try await local.clone().withOwnMemory()
        let bell = try #require(own.process.connection.namespaces.bell)
        try await own.unshare(.files)
        let listing = try await own.open("/proc/self/fd", .directory)
        let numbers = try await listing.getdents64().compactMap { CInt($0.name.string) }
        #expect(numbers.contains(bell.rawValue))
        #expect(numbers.count == 5, "three streams, the bell, and the directory: \(numbers)")
        let file = try await own.memfd_create("file")
        await #expect(throws: Unsupported.self) { try await file.dup3(ontoUnowned: bell) }
        await #expect(throws: Unsupported.self) { try await own.close_range(bell, bell) }
        try await expectAnswerOfSlowCall(own.process)
    }

    @Test func `process that has closed its bell is still answered`() async throws {
        let own = try await local.clone().withOwnMemory()
        try await own.unsafeSyscall(.close_range, 3, UInt(CInt.max), 0)
        try await expectAnswerOfSlowCall(own.process)
        // A file that gets the number is not written to.
        let file = try await own.memfd_create("file")
        try await expectAnswerOfSlowCall(own.process)
        #expect(try await file.fstat().size == 0)
    }

    @Test func `process whose filter refuses to ring is still answered`() async throws {
        let own = try await local.clone().withOwnMemory()
        try await own.prctl_set_no_new_privs()
        try await own.seccomp([SockFilter].refusing(__NR_write))
        try await expectAnswerOfSlowCall(own.process)
        #expect(try await own.exit(6) == .exited(status: 6))
    }

    private func expectAnswerOfSlowCall(_ process: LinuxProcess) async throws {
        for _ in 0..<3 {
            // Longer than we look for its end.
            try await process.unsafeSyscall(.nanosleep, Timespec(sec: 0, nsec: 5_000_000), Address.null)
        }
    }

    @Test func `clone that finds no descriptor leaves no child of ours`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let own = try await process.cloneWithOwnMemory()
            _ = try await own.clone().exit()
            let held = try await process.memfd_create("last")
            let limit = try await process.getrlimit(.nofile)
            for free in 1...6 {
                let last = UInt64(held.number.rawValue) + UInt64(free)
                try await process.setrlimit(.nofile, Rlimit(cur: last, max: limit.max))
                for _ in 0..<10 { _ = try? await own.clone().exit() }
            }
            try await process.setrlimit(.nofile, limit)
            try await own.exit()
            // All that are left are to be reaped, which the library reports to nobody.
            while true {
                do {
                    _ = try await process.waitid(.all, ProcessID(0), [.exited, .nowait, .nohang, .all])
                } catch let error as SyscallError where error.errno == .noChildProcess {
                    break
                }
                try await Task.sleep(for: .milliseconds(1))
            }
        }
    }
}
