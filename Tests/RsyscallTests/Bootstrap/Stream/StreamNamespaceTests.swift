import Testing

@testable import Rsyscall

/// Processes over a stream in a pid namespace of their own, whose ends the relay doesn't learn of.
@Suite(.timeLimit(.minutes(5))) struct StreamNamespaceTests {
    private func start() async throws -> ClonedProcess {
        try await LinuxProcess.local.start(through: Command("setpriv"), sharingMemory: false)
    }

    @Test func `init of a pid namespace over a stream clones, signals and waits`() async throws {
        let first = try await start()
        let inside = try await first.clone([.newuser, .newpid])
        #expect(try await inside.getpid() == ProcessID(1))
        let child = try await inside.clone()
        #expect(try await child.getpid() == child.pid)
        #expect(try await child.getppid() == ProcessID(1))
        let program = try await child.exec(Command("sh", ["-c", "exit 3"]))
        #expect(try await program.wait() == .exited(status: 3))
        let second = try await inside.clone(.files)
        #expect(try await second.killAndWait() == .killed(.kill, coreDumped: false))
        #expect(try await inside.clone().exit(4) == .exited(status: 4))
        #expect(try await inside.run(Command("echo", ["inside"])).text == "inside\n")
    }

    @Test func `descendants in a pid namespace over a stream are children of its init`() async throws {
        let first = try await start()
        let inside = try await first.clone([.newuser, .newpid])
        let child = try await inside.clone(.newuts)
        let grandchild = try await child.clone()
        #expect(try await grandchild.getppid() == ProcessID(1))
        #expect(try await grandchild.getpid() == grandchild.pid)
        #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        #expect(try await grandchild.exit(5) == .exited(status: 5))
        // A namespace in the namespace.
        let deeper = try await inside.clone([.newuser, .newpid])
        #expect(try await deeper.getpid() == ProcessID(1))
        let last = try await deeper.clone()
        #expect(try await last.exit(6) == .exited(status: 6))
        #expect(try await deeper.killAndWait() == .killed(.kill, coreDumped: false))
    }

    @Test func `processes of a pid namespace over a stream end with its init`() async throws {
        let first = try await start()
        let inside = try await first.clone([.newuser, .newpid])
        let child = try await inside.clone()
        let (process, record) = (child.process, child.record)
        let running = try await inside.clone().exec(Command("sleep", ["1000"]))
        #expect(try await inside.killAndWait() == .killed(.kill, coreDumped: false))
        await #expect(throws: Hangup.self) { try await process.getpid() }
        await #expect(throws: AlreadyTaken.self) { try await running.record.end() }
        await #expect(throws: AlreadyTaken.self) { try await record.end() }
        _ = consume child
        #expect(try await first.getpid() == first.pid)
    }

    @Test func `dropped process of a pid namespace over a stream is killed`() async throws {
        let first = try await start()
        let inside = try await first.clone([.newuser, .newpid])
        let record: ChildRecord
        do {
            let child = try await inside.clone()
            record = child.record
        }
        #expect(try await record.end() == .killed(.kill, coreDumped: false))
    }

    @Test func `lives of processes in a pid namespace over a stream leave no descriptors and no places`()
        async throws
    {
        let first = try await start()
        let inside = try await first.clone([.newuser, .newpid])
        // The first has the loop's epoll instance made.
        try await inside.clone().exit()
        func count() async throws -> Int {
            try await first.open("/proc/self/fd", .directory).getdents64().count
        }
        let before = try await count()
        for life in 0..<60 {
            let child = try await inside.clone(life % 3 == 0 ? .files : [])
            if life % 2 == 0 { _ = try await child.killAndWait() } else { try await child.exit() }
        }
        // The last closes are posted.
        while try await count() > before { await Task.yield() }
        let link = try required(first.process.connection as? StreamConnection).link
        while link.usedPlaces > 3 { await Task.yield() }
    }

    @Test func `process of a pid namespace over a stream outlives the first one, and is killed by its init`()
        async throws
    {
        let first = try await start()
        // Keeps the stream.
        let second = try await first.clone(.files)
        let inside = try await first.clone([.newuser, .newpid])
        let child = try await inside.clone()
        #expect(try await first.killAndWait() == .killed(.kill, coreDumped: false))
        #expect(try await child.getpid() == child.pid)
        #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        #expect(try await second.getpid() == second.pid)
    }
}
