import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// Descriptors whose process is gone, or waits, when they are to be closed, and whose table lives on.
@Suite(.timeLimit(.minutes(5))) struct DeadCloserTests {
    let process = LinuxProcess.local

    @Test func `close after the death of a child with CLONE_FILES closes the descriptor`() async throws {
        for _ in 0..<50 {
            let child = try await process.clone(.files)
            let file = try await child.memfd_create("explicit")
            try child.signal(.kill)
            // Whether or not the death is known by now.
            try await file.close()
            #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        }
        try await awaitClosed("/memfd:explicit ")
    }

    @Test func `close by a child with CLONE_FILES of a child closes when the former is dead`() async throws {
        let owner = try await process.clone()
        for _ in 0..<50 {
            let child = try await owner.clone(.files)
            let file = try await child.memfd_create("explicit")
            try child.signal(.kill)
            try await file.close()
            #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        }
        try await awaitClosed("/memfd:explicit ", of: owner.pid.rawValue)
        #expect(try await owner.exit() == .exited(status: 0))
    }

    @Test(arguments: [7, 8, 9, 16, 40])
    func `descriptors dropped while a child is stopped are closed when it is killed`(_ count: Int)
        async throws
    {
        let owner = try await process.clone()
        let child = try await owner.clone(.files)
        var files: [HeldDescriptor] = []
        for _ in 0..<count { files.append(HeldDescriptor(try await child.memfd_create("queued"))) }
        try child.signal(.stop)
        // Before that it may begin a close, which then isn't repeated.
        _ = try await process.waitid(.pid, child.pid, [.stopped, .all])
        files.removeAll()
        #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        try await awaitClosed("/memfd:queued ", of: owner.pid.rawValue)
    }

    @Test func `descriptors dropped while a child waits are closed when it is killed`() async throws {
        let owner = try await process.clone()
        for round in 0..<10 {
            let pipe = try await owner.pipe2()
            let writer = try await process.inherit(pipe.write)
            try await pipe.write.close()
            let child = try await owner.clone(.files)
            let reader = try await child.inherit(pipe.read)
            // More than the mailbox has slots.
            var files: [HeldDescriptor] = []
            for _ in 0..<20 { files.append(HeldDescriptor(try await child.memfd_create("queued"))) }
            // Both that have the table wait.
            let ours = HeldDescriptor(pipe.read)
            let theirs = HeldDescriptor(reader)
            let first = Task { try await ours.descriptor.read(upTo: 1) }
            try await owner.process.awaitCall(.read)
            let second = Task { try await theirs.descriptor.read(upTo: 1) }
            try await child.process.awaitCall(.read)
            files.removeAll()
            #expect(try openFiles(of: owner.pid.rawValue, named: "/memfd:queued ") == 20, "round \(round)")
            try child.signal(.kill)
            await #expect(throws: Hangup.self) { _ = try await second.value }
            #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
            try await writer.write([1])
            #expect(try await first.value == [1])
            try await awaitClosed("/memfd:queued ", of: owner.pid.rawValue)
        }
        #expect(try await owner.exit() == .exited(status: 0))
    }

    private func drop(_ file: consuming OwnedFileDescriptor) {}

    @Test func `descriptors of children with CLONE_FILES that are dropped are closed`() async throws {
        for round in 0..<150 {
            let child = try await process.clone(.files)
            let file = try await child.memfd_create("dropped")
            if round % 3 == 0 {
                drop(file)
                _ = consume child
            } else if round % 3 == 1 {
                _ = consume child
                drop(file)
            } else {
                let running = try await child.execve("/bin/true", ["true"], [])
                drop(file)
                _ = try await running.wait()
            }
        }
        try await awaitClosed("/memfd:dropped ")
    }

    @Test func `write end of a pipe of a child with CLONE_FILES that reads it ends the read when dropped`()
        async throws
    {
        let child = try await process.clone(.files)
        let pipe = try await child.pipe2()
        let reader = pipe.read
        async let rest = reader.read(upTo: 1)
        try await child.process.awaitCall(.read)
        drop(pipe.write)
        #expect(try await rest.isEmpty)
        let another = try await child.pipe2()
        let second = another.read
        async let end = second.read(upTo: 1)
        try await child.process.awaitCall(.read)
        try await another.write.close()
        #expect(try await end.isEmpty)
        #expect(try await child.exit() == .exited(status: 0))
    }

    @Test func `SIGKILL of a maker with CLONE_FILES leaves no pidfd open`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            _ = try await process.clone().exit()
            // Not all descriptors, since Dispatch opens some when it likes.
            let before = try await process.openFiles(named: "pidfd")
            for round in 0..<300 {
                let maker = try await process.clone(.files)
                let signaler = maker.signaler
                async let made: Void = { _ = try? await maker.clone(.files) }()
                for _ in 0..<(round * 4) { rsyscall_pause() }
                try signaler.signal(.kill)
                await made
            }
            // What was dropped ends a little later.
            while try await process.openFiles(named: "pidfd") > before { await Task.yield() }
        }
    }
}
