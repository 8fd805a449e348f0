import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// Descriptors that a process had made in a table that lives on, and whose results it was killed before it gave.
@Suite(.timeLimit(.minutes(5))) struct AbandonedDescriptorTests {
    let process = LinuxProcess.local

    @Test func `SIGKILL in a program of a child with CLONE_FILES closes what that had opened`() async throws {
        let child = try await process.clone(.files)
        let waiting = try await child.pipe2()
        var program = child.process.program()
        _ = try program.memfd_create("abandoned")
        let closed = try program.memfd_create("abandoned")
        try program.close(closed)
        _ = try program.pipe2()
        _ = try program.read(waiting.read, upTo: 1)
        let (signaler, called) = (child.signaler, child.process)
        let killed = Task {
            try await called.awaitCall(.read)
            let open = try openFiles(named: "/memfd:abandoned ")
            try signaler.signal(.kill)
            return open
        }
        do {
            _ = try await program.run()
            Issue.record("the program was not ended")
        } catch is Hangup {}
        #expect(try await killed.value == 1)
        try await awaitClosed("/memfd:abandoned ")
        _ = try await child.killAndWait()
        // No number that was not the program's was closed.
        #expect(fcntl(0, F_GETFD) >= 0)
        try await waiting.write.close()
    }

    @Test func `SIGKILL of a child with CLONE_FILES in pipe2 closes both ends`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            _ = try await process.clone().exit()
            func pipes() throws -> Int { try openFiles(named: "pipe:") }
            let before = try pipes()
            for round in 0..<2000 {
                let child = try await process.clone(.files)
                let (signaler, called) = (child.signaler, child.process)
                async let made: Void = {
                    // Until it is killed.
                    while true { _ = try await called.pipe2() }
                }()
                for _ in 0..<(200 + round) { rsyscall_pause() }
                try signaler.signal(.stop)
                try signaler.signal(.kill)
                _ = try? await made
            }
            // What was dropped ends a little later.
            while try pipes() > before { await Task.yield() }
        }
    }

    @Test func `SIGKILL of a child with CLONE_FILES beside inherit leaves nothing open`() async throws {
        let file = HeldDescriptor(try await process.memfd_create("inherited"))
        for _ in 0..<100 {
            let child = try await process.clone(.files)
            let (signaler, called) = (child.signaler, child.process)
            let ending = child.ending
            let made = Task {
                for _ in 0..<200 { _ = try await called.inherit(file.descriptor) }
            }
            _ = try await called.getpid()
            try signaler.signal(.kill)
            _ = try await ending.wait()
            _ = try? await made.value
        }
        while try openFiles(named: "/memfd:inherited ") > 1 { await Task.yield() }
    }
}
