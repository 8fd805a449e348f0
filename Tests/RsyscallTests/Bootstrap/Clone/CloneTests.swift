import CRsyscall
import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

@Suite struct CloneTests {
    let process = LinuxProcess.local

    @Test func `clone makes a child that answers getpid and exits`() async throws {
        let child = try await process.clone()
        #expect(try await child.getpid() == child.pid)
        #expect(try await child.getppid().rawValue == getpid())
        #expect(try await child.exit(7) == .exited(status: 7))
    }

    @Test func `clone makes a child that answers 10000 calls in a row`() async throws {
        let child = try await process.clone()
        for _ in 0..<10_000 { #expect(try await child.getpid() == child.pid) }
        #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
    }

    @Test func `inherit gives a child a descriptor that it can write to`() async throws {
        let pipe = try await process.pipe2()
        let child = try await process.clone()
        let inherited = try await child.inherit(pipe.write)
        try await inherited.write("from the child".utf8)
        #expect(try await pipe.read.read(upTo: 100) == Array("from the child".utf8))
        #expect(throws: Mismatch.self) { try pipe.read.number(in: child.process) }
        _ = try await child.exit()
    }

    @Test func `read that waits in a child is parked until data arrives`() async throws {
        let pipe = try await process.pipe2()
        let child = try await process.clone()
        let reader = try await child.inherit(pipe.read)
        async let received = reader.read(upTo: 10)
        try await pipe.write.write("late".utf8)
        #expect(try await received == Array("late".utf8))
    }

    @Test func `clone in a child makes a grandchild that we can exec and wait for`() async throws {
        let child = try await process.clone()
        let grandchild = try await child.clone()
        #expect(try await grandchild.getpid() == grandchild.pid)
        let running = try await grandchild.execve("/bin/true", ["true"], [])
        #expect(try await running.wait().isSuccess)
        _ = try await child.exit()
    }

    @Test func `clone with CLONE_NEWUSER and CLONE_NEWPID makes an init with pid 1`() async throws {
        let child = try await process.clone([.newuser, .newpid], users: .leftToCaller)
        #expect(try await child.getpid() == ProcessID(1))
        #expect(try await child.getuid() == Uid(65534))
        let grandchild = try await child.clone()
        #expect(try await grandchild.getpid() == ProcessID(2))
        _ = try await grandchild.killAndWait()
        _ = try await child.killAndWait()
    }

    @Test func `unshare with CLONE_NEWPID puts the next clone in the new namespace`() async throws {
        let maker = try await process.clone()
        try await maker.unshare([.newuser, .newpid])
        let first = try await maker.clone()
        #expect(try await first.getpid() == ProcessID(1))
        #expect(first.process.pidNamespace !== maker.process.pidNamespace)
        let second = try await first.clone()
        #expect(try await second.getpid() == ProcessID(2))
        #expect(try numbers(of: second).last == 2)
        #expect(try await second.killAndWait() == .killed(.kill, coreDumped: false))
    }

    @Test(.enabled(if: geteuid() == 0, "entering a pid namespace needs privileges there"))
    func `setns to a pid namespace puts the next clone in it`() async throws {
        let first = try await process.clone([.newuser, .newpid])
        let mover = try await process.clone()
        let namespace = try await mover.open("/proc/\(first.pid)/ns/pid", .rdonly)
        try await mover.setns(namespace)
        let second = try await mover.clone()
        let third = try await second.clone()
        #expect(try await third.getpid() == ProcessID(3))
        #expect(try numbers(of: third).last == 3)
    }

    /// The numbers of the process that we watch as `child`, in our pid namespace and those below it.
    private func numbers(of child: borrowing ClonedProcess) throws -> [Int] {
        // Where a number of another namespace is taken for one of ours, this is another process.
        let path = "/proc/self/fdinfo/\(child.record.pidfd)"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("NSpid:") })
        let numbers = line.split(separator: "\t").dropFirst().compactMap { Int($0) }
        try #require(numbers.count == 2)
        return numbers
    }

    @Test func `CLONE_PARENT makes a sibling that our parent reaps`() async throws {
        let sibling = try await process.clone(.parent)
        #expect(try await sibling.getppid().rawValue == getppid())
        #expect(try await sibling.getpid() == sibling.pid)
        // Whether its status is known depends on the kernel, and on when our parent takes it.
        do {
            #expect(try await sibling.killAndWait() == .killed(.kill, coreDumped: false))
        } catch {
            #expect(error is AlreadyTaken)
        }
    }

    @Test func `CLONE_FS shares the working directory and CLONE_THREAD is refused`() async throws {
        let child = try await process.clone()
        let sharing = try await child.clone([.fs, .io])
        try await sharing.chdir("/tmp")
        #expect(try await child.readlink("/proc/self/cwd") == "/tmp")
        let copying = try await child.clone()
        try await copying.chdir("/")
        #expect(try await child.readlink("/proc/self/cwd") == "/tmp")
        await #expect(throws: Unsupported.self) { _ = try await child.clone(.thread) }
        for each in [sharing.pid, copying.pid] { #expect(each != child.pid) }
        _ = try await sharing.exit()
        _ = try await copying.exit()
        _ = try await child.exit()
    }

    @Test(.enabled(if: geteuid() == 0, "choosing numbers needs privileges"))
    func `clone with set_tid chooses the pid`() async throws {
        let child = try await process.clone([.newuser, .newpid])
        let grandchild = try await child.clone(setTid: [ProcessID(77)])
        #expect(try await grandchild.getpid() == ProcessID(77))
        _ = try await grandchild.killAndWait()
        _ = try await child.killAndWait()
    }

    @Test(.enabled(if: geteuid() == 0, "mounting takes CAP_SYS_ADMIN"))
    func `CLONE_INTO_CGROUP starts the child in that cgroup`() async throws {
        let scratch = try Scratch()
        let child = try await process.clone(.newns)
        try await child.mount("none", "/", "", [.rec, .private])
        try await child.mount("none", FilePath(scratch.path), "cgroup2")
        let name = "rsyscall-\(child.pid)"
        let path = FilePath(scratch.path).appending(name)
        try await child.mkdir(path)
        let cgroup = try await child.open(path, .directory)
        let grandchild = try await child.clone(into: cgroup)
        let file = try await grandchild.open("/proc/self/cgroup", .rdonly)
        let groups = String(decoding: try await file.read(upTo: 4096), as: UTF8.self)
        #expect(groups.split(separator: "\n").contains("0::/\(name)"))
        _ = try await grandchild.exit()
        try await child.rmdir(path)
        _ = try await child.exit()
    }

    @Test func `dropping a ClonedProcess kills it and its calls throw Hangup`() async throws {
        // With a descriptor of it still about, and with a table that lives on.
        let child = try await process.clone()
        let kept = try await child.memfd_create("kept")
        let sharing = try await process.clone(.files)
        let records = [child.record, sharing.record]
        _ = consume child
        _ = consume sharing
        for record in records {
            #expect(try await record.end() == .killed(.kill, coreDumped: false))
        }
        await #expect(throws: Hangup.self) { _ = try await kept.fstat() }
    }

    @Test(.timeLimit(.minutes(10))) func `SIGKILL during clone leaves no grandchild`() async throws {
        // Inherited, and kept until they are reaped: other tests have children too.
        let name = "maker \(getpid())"
        for round in 0..<300 {
            let child = try await process.clone()
            try await child.prctl_set_name(name)
            let signaler = child.signaler
            async let made: Void = { _ = try? await child.clone() }()
            // Killed sooner or later within the clone.
            for _ in 0..<round { rsyscall_pause() }
            try signaler.signal(.kill)
            await made
        }
        // Whatever was made is dropped, and so is killed and reaped.
        while try areThereProcesses(named: name) {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    private func areThereProcesses(named name: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").contains { pid in
            // It may have ended meanwhile.
            let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
            return status?.hasPrefix("Name:\t\(name)\n") ?? false
        }
    }

    @Test func `SIGKILL ends outstanding calls with Hangup`() async throws {
        for _ in 0..<50 {
            let pipe = try await process.pipe2()
            let child = try await process.clone()
            let reader = try await child.inherit(pipe.read)
            async let received = reader.read(upTo: 10)
            try child.signal(.kill)
            do {
                _ = try await received
                Issue.record("a killed child answered")
            } catch {
                #expect(error is Hangup)
            }
            #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        }
    }

    @Test func `clone works from 64 tasks at once`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<64 {
                group.addTask {
                    let child = try await process.clone()
                    for _ in 0..<200 { #expect(try await child.getpid() == child.pid) }
                    let running = try await child.execve("/bin/true", ["true"], [])
                    #expect(try await running.wait().isSuccess)
                }
            }
            try await group.waitForAll()
        }
    }
}
