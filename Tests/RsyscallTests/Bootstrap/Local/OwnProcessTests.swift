import Foundation
import Testing

@testable import Rsyscall

/// What changes our own process for good, each in a process of its own.
@Suite struct OwnProcessTests {
    @Test func `run works if descriptors 0 to 2 are closed`() async {
        await #expect(processExitsWith: .success) {
            close(0)
            close(1)
            close(2)
            let output = try await LinuxProcess.local.run(.shell("echo out; echo error >&2"))
            guard output.standardOutput == Array("out\n".utf8), output.standardError == Array("error\n".utf8)
            else { exit(1) }
        }
    }

    @Test func `run works after unshare of CLONE_FILES`() async {
        await #expect(processExitsWith: .success) {
            try await LinuxProcess.local.unshare(.files)
            #expect(try await LinuxProcess.local.run(.shell("echo out")).text == "out\n")
            let child = try await LinuxProcess.local.clone()
            #expect(try await child.run(.shell("echo out")).text == "out\n")
        }
    }

    @Test func `wait sees stopped after unshare of CLONE_FILES`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            try await process.unshare(.files)
            // So that the numbers of one table are not those of the other.
            let one = try await process.memfd_create("one")
            let two = try await process.memfd_create("two")
            let running = try await process.clone().execve("/bin/sleep", ["sleep", "1000"], [])
            try running.signal(.stop)
            guard case .changed(let stopped, let state) = try await running.wait(for: [.stopped]) else {
                exit(1)
            }
            #expect(state == .stopped(.stop))
            try stopped.signal(.kill)
            guard case .gone(let end) = try await stopped.wait(for: [.stopped]) else { exit(2) }
            #expect(end == .killed(.kill, coreDumped: false))
            try await one.close()
            try await two.close()
        }
    }

    @Test(.enabled(if: geteuid() == 0, "a pid namespace needs privileges"))
    func `unshare and setns of a pid namespace throw Unsupported in our process`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            await #expect(throws: Unsupported.self) { try await process.unshare(.newpid) }
            let namespace = try await process.open("/proc/self/ns/pid", .rdonly)
            await #expect(throws: Unsupported.self) { try await process.setns(namespace) }
            let pipe = try await process.pipe2()
            let reader = pipe.read
            async let byte = reader.read(upTo: 1)
            try await pipe.write.write([7])
            #expect(try await byte == [7])
        }
    }

    @Test func `close reaches the descriptor table that unshare left`() async {
        await #expect(processExitsWith: .success) {
            let dropped = try await LinuxProcess.local.memfd_create("dropped")
            let closed = try await LinuxProcess.local.memfd_create("closed")
            let links = [dropped.number, closed.number].map { "/proc/thread-self/fd/\($0)" }
            try await LinuxProcess.local.unshare(.files)
            try await closed.close()
            _ = consume dropped
            for link in links {
                #expect(throws: CocoaError.self) {
                    try FileManager.default.destinationOfSymbolicLink(atPath: link)
                }
            }
        }
    }
}
