import Foundation
import Testing

@testable import Rsyscall

@Suite struct CloneTests {
    let process = LinuxProcess.local

    @Test func aChildAnswersAndExits() async throws {
        let child = try await process.clone()
        #expect(try await child.getpid() == child.pid)
        #expect(try await child.getppid().rawValue == getpid())
        #expect(try await child.exit(7) == .exited(status: 7))
    }

    @Test func manyCallsInARow() async throws {
        let child = try await process.clone()
        for _ in 0..<10_000 { #expect(try await child.getpid() == child.pid) }
        #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
    }

    @Test func aChildExecutes() async throws {
        let child = try await process.clone()
        let running = try await child.execve("/bin/sh", ["sh", "-c", "exit 3"], [])
        #expect(try await running.wait() == .exited(status: 3))
    }

    @Test func aProgramThatCannotBeExecutedLeavesTheChild() async throws {
        var child = try await process.clone()
        for path in ["/nonexistent", "/tmp", "/etc/passwd"] {
            do {
                _ = try await child.execve(.init(path), [path], [])
                Issue.record("executed \(path)")
                return
            } catch let refused {
                #expect(refused.reason is SyscallError)
                guard let back = refused.takeOperand() else {
                    Issue.record("the child was lost")
                    return
                }
                child = back
            }
        }
        #expect(try await child.getpid() == child.pid)
        let running = try await child.execve("/bin/true", ["true"], [])
        #expect(try await running.wait() == .exited(status: 0))
    }

    @Test func aDescriptorIsInheritedAndUsed() async throws {
        let pipe = try await process.pipe2().take()
        let child = try await process.clone()
        let inherited = try await child.inherit(pipe.second)
        try await inherited.write("from the child".utf8)
        #expect(try await pipe.first.read(upTo: 100) == Array("from the child".utf8))
        #expect(throws: DescriptorTableMismatch.self) { try pipe.first.number(in: child.task) }
        _ = try await child.exit()
    }

    @Test func aCallThatWaitsIsParked() async throws {
        let pipe = try await process.pipe2().take()
        let child = try await process.clone()
        let reader = try await child.inherit(pipe.first)
        async let received = reader.read(upTo: 10)
        try await pipe.second.write("late".utf8)
        #expect(try await received == Array("late".utf8))
    }

    @Test func aGrandchildIsOursToo() async throws {
        let child = try await process.clone()
        let grandchild = try await child.clone()
        #expect(try await grandchild.getpid() == grandchild.pid)
        let running = try await grandchild.execve("/bin/true", ["true"], [])
        #expect(try await running.wait().isSuccess)
        _ = try await child.exit()
    }

    @Test func ownNamespaces() async throws {
        let child = try await process.clone([.newuser, .newpid])
        #expect(try await child.getpid() == ProcessID(1))
        #expect(try await child.getuid() == Uid(65534))
        let grandchild = try await child.clone()
        #expect(try await grandchild.getpid() == ProcessID(2))
        _ = try await grandchild.killAndWait()
        _ = try await child.killAndWait()
    }

    @Test func killingEndsOutstandingCalls() async throws {
        for _ in 0..<50 {
            let pipe = try await process.pipe2().take()
            let child = try await process.clone()
            let reader = try await child.inherit(pipe.first)
            async let received = reader.read(upTo: 10)
            try child.kill(.kill)
            do {
                _ = try await received
                Issue.record("a killed child answered")
            } catch {
                #expect(error is Hangup)
            }
            #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        }
    }

    @Test func sixtyFourTasksDriveSixtyFourChildren() async throws {
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
