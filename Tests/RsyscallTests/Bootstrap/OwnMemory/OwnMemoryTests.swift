import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// Children that have memory of their own and serve calls as before.
@Suite(.timeLimit(.minutes(5))) struct OwnMemoryTests {
    let local = LinuxProcess.local

    private func ownChild(_ flags: CLONE = []) async throws -> ClonedProcess {
        try await local.clone(flags).withOwnMemory()
    }

    @Test func `withOwnMemory makes calls in another address space, under the same number`() async throws {
        let child = try await local.clone()
        let number = child.pid
        let own = try await child.withOwnMemory()
        #expect(own.pid == number)
        #expect(try await own.getpid() == number)
        #expect(own.process.addressSpace !== local.addressSpace)
        let maps = try await own.open("/proc/self/maps").read(upTo: 1 << 20)
        #expect(!String(decoding: maps, as: UTF8.self).contains("libswiftCore"))
        #expect(try await own.open("/proc/self/comm").read(upTo: 64) == Array("rsyscall-stub\n".utf8))
        #expect(try await own.killAndWait() == .killed(.kill, coreDumped: false))
    }

    @Test func `withOwnMemory keeps the standard streams and its bell, and nothing else`() async throws {
        let own = try await ownChild()
        let listing = try await own.open("/proc/self/fd", .directory)
        let numbers = try await listing.getdents64().compactMap { CInt($0.name.string) }
        #expect(numbers.count == 5, "three streams, the bell, and the directory: \(numbers)")
    }

    @Test func `cloneWithOwnMemory keeps the standard streams and its bell, and nothing else`() async throws {
        let held = try await local.memfd_create("held")
        let own = try await local.cloneWithOwnMemory()
        let listing = try await own.open("/proc/self/fd", .directory)
        let numbers = try await listing.getdents64().compactMap { CInt($0.name.string) }
        #expect(numbers.count == 5, "three streams, the bell, and the directory: \(numbers)")
        #expect(try await held.fstat().size == 0)
        #expect(try await own.open("/proc/self/comm").read(upTo: 64) == Array("rsyscall-stub\n".utf8))
        #expect(try await own.getpid() == own.pid)
        #expect(try await own.exit(3) == .exited(status: 3))
    }

    @Test func `cloneWithOwnMemory works in namespaces, with our table, and in children of all kinds`()
        async throws
    {
        let own = try await local.cloneWithOwnMemory([.newuser, .newpid, .newns])
        #expect(try await own.getpid() == ProcessID(1))
        #expect(try await own.getuid() == Uid(0))
        let nested = try await own.cloneWithOwnMemory(.newuts)
        #expect(nested.process.addressSpace !== own.process.addressSpace)
        #expect(try await nested.getppid() == ProcessID(1))
        let sharing = try await local.cloneWithOwnMemory(.files)
        #expect(sharing.process.descriptorTable !== local.descriptorTable)
        #expect(try await sharing.process.openFiles(named: "rsyscall-") == 0)
    }

    @Test func `cloneWithOwnMemory that is refused throws the reason`() async throws {
        let outside = try await local.clone()
        try await outside.prctl_set_no_new_privs()
        try await outside.seccomp([SockFilter].refusing(__NR_execveat))
        await expectErrno(EPERM) { _ = try await outside.cloneWithOwnMemory() }
        await #expect(throws: Unsupported.self) { _ = try await local.cloneWithOwnMemory(.thread) }
    }

    @Test func `withOwnMemory of a child that shares our table keeps none of our files`() async throws {
        let held = try await local.memfd_create("held")
        let own = try await ownChild(.files)
        #expect(own.process.descriptorTable !== local.descriptorTable)
        #expect(try await own.process.openFiles(named: "rsyscall-") == 0)
        #expect(try await held.fstat().size == 0)
    }

    @Test func `withOwnMemory works in namespaces of its own and after a change of user`() async throws {
        let own = try await ownChild([.newuser, .newpid, .newns, .newnet])
        #expect(try await own.getpid() == ProcessID(1))
        try await own.chdir("/proc")
        try await own.prctl_set_no_new_privs()
        let again = try await own.withOwnMemory()
        #expect(try await again.getpid() == ProcessID(1))
        #expect(try await again.getcwd() == "/proc")
        #expect(try await again.exit(4) == .exited(status: 4))
    }

    @Test func `pointers of a process with memory of its own are written, read and passed to calls`()
        async throws
    {
        let own = try await ownChild()
        let written = try await own.pointer(to: [1, 2, 3] as [CInt])
        #expect(try await written.read() == [1, 2, 3])
        let file = try await own.memfd_create("file")
        let bytes = try await own.pointer(to: Bytes([7, 8, 9]))
        #expect(try await file.write(bytes) == 3)
        #expect(try await file.pread(upTo: 8, at: 0) == [7, 8, 9])
        let mine = try await local.pointer(to: Bytes([1]))
        await #expect(throws: Mismatch.self) { try await file.write(mine) }
    }

    @Test func `memory beyond what is shared is copied by the kernel`() async throws {
        let own = try await ownChild()
        // More than there is to share.
        let large = try await own.allocate(Bytes.self, count: 300 << 20)
        let parts = try large.split(at: 299 << 20)
        let text = try await parts.back.write(Bytes("far".utf8))
        #expect(try await text.read().array == Array("far".utf8))
        // Of what is shared there is still some.
        #expect(try await own.pointer(to: [5] as [CInt]).read() == [5])
    }

    @Test func `frame that has no room in the space is refused with ENOMEM`() async throws {
        let own = try await ownChild()
        let file = try await own.memfd_create("file")
        let large = [UInt8](repeating: 1, count: 70 << 20)
        await #expect(throws: AllocationError.self) { try await file.write(Bytes(large)) }
        try await file.write([1, 2])
        #expect(try await file.fstat().size == 2)
    }

    @Test func `read that waits is answered, and other processes aren't delayed`() async throws {
        let own = try await ownChild()
        let pipe = try await own.pipe2()
        let ours = try await local.inherit(pipe.write)
        let reading = Task { [read = Handover(pipe.read)] in try await read.take().read(upTo: 16) }
        let other = try await ownChild()
        for _ in 0..<100 { #expect(try await other.getpid() == other.pid) }
        try await ours.write("hello")
        #expect(try await reading.value == Array("hello".utf8))
    }

    @Test func `SIGKILL ends the calls that wait with Hangup`() async throws {
        let own = try await ownChild()
        let pipe = try await own.pipe2()
        let (process, signaler) = (own.process, own.signaler)
        let reading = Task { [read = Handover(pipe.read)] in try await read.take().read(upTo: 16) }
        let waiting = Task { try await process.getpid() }
        while !process.connection.isBusy { await Task.yield() }
        try signaler.signal(.kill)
        await #expect(throws: Hangup.self) { try await reading.value }
        _ = await waiting.result
        await #expect(throws: Hangup.self) { try await process.getpid() }
        #expect(try await own.killAndWait() == .killed(.kill, coreDumped: false))
    }

    @Test func `SIGSTOP delays calls, and SIGCONT has them made`() async throws {
        let own = try await ownChild()
        try own.signal(.stop)
        let (process, signaler) = (own.process, own.signaler)
        let calling = Task { try await process.getpid() }
        while !process.connection.isBusy { await Task.yield() }
        try signaler.signal(.cont)
        #expect(try await calling.value == own.pid)
    }

    @Test func `execve leaves a process with memory of its own, and a refused one doesn't`() async throws {
        let own = try await ownChild()
        let back = try await expectRefused(.errno(ENOENT), own) {
            try await $0.execve("/nonexistent", ["nonexistent"], [])
        }
        #expect(try await back.getpid() == back.pid)
        let process = back.process
        let running = try await back.execve("/bin/true", ["true"], [])
        await #expect(throws: Hangup.self) { try await process.getpid() }
        #expect(try await running.wait() == .exited(status: 0))
    }

    @Test func `refused execveat gives back the child as it was`() async throws {
        let child = try await local.clone()
        try await child.prctl_set_no_new_privs()
        try await child.seccomp([SockFilter].refusing(__NR_execveat))
        let back = try await expectRefused(.errno(EPERM), child) { try await $0.withOwnMemory() }
        let listing = try await back.open("/proc/self/fd", .directory)
        let numbers = try await listing.getdents64().compactMap { CInt($0.name.string) }
        #expect(numbers.count == 4, "three streams and the directory: \(numbers)")
        #expect(try await back.exit(2) == .exited(status: 2))
    }

    @Test func `program that a process with memory of its own executed keeps nothing mapped here`()
        async throws
    {
        weak var space: SharedSpace?
        let running: ChildProcess
        do {
            let own = try await ownChild()
            space = own.process.space
            running = try await own.execve("/bin/sleep", ["sleep", "1000"], [])
        }
        while space != nil { await Task.yield() }
        try running.signal(.kill)
        #expect(try await running.wait() == .killed(.kill, coreDumped: false))
    }

    @Test func `several children get memory of their own at once`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let own = try await ownChild()
                    #expect(try await own.getpid() == own.pid)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `dropping a process with memory of its own kills it and unmaps the space`() async throws {
        weak var space: SharedSpace?
        let record: ChildRecord
        do {
            let own = try await ownChild()
            record = own.record
            space = own.process.space
            #expect(space != nil)
        }
        #expect(try await record.end() == .killed(.kill, coreDumped: false))
        while space != nil { await Task.yield() }
    }

    @Test func `setresuid in a process with memory of its own keeps the signal that it gets when we die`()
        async throws
    {
        let own = try await ownChild(.newuser)
        try await own.setresuid(Uid(0), Uid(0), Uid(0))
        #expect(try await own.prctl_get_pdeathsig() == .kill)
    }

    @Test func `chroot away from everything leaves calls and clone working`() async throws {
        let scratch = try Scratch()
        let own = try await ownChild(.newuser)
        try await own.chroot(scratch.directory("empty"))
        try await own.chdir("/")
        await expectErrno(ENOENT) { _ = try await own.stat("/proc") }
        let child = try await own.clone()
        #expect(try await child.getppid() == local.getpid())
        #expect(try await child.exit() == .exited(status: 0))
    }
}

extension LinuxProcess {
    /// What it shares with us, if it has memory of its own.
    var space: SharedSpace? { spaceMemory?.space }
}

extension [SockFilter] {
    /// Refuses these calls with `EPERM`.
    static func refusing(_ numbers: CInt...) -> [SockFilter] {
        [.load(at: 0)]
            + numbers.flatMap { number -> [SockFilter] in
                [.ifEqual(UInt32(number), then: 0, else: 1), .verdict(.errno, data: UInt16(EPERM))]
            } + [.verdict(.allow)]
    }
}
