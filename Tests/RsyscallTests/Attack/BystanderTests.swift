import Foundation
import Testing

@testable import Rsyscall

/// Children that have nothing to do with what is done beside them, and so keep none of it.
@Suite(.timeLimit(.minutes(5))) struct BystanderTests {
    let process = LinuxProcess.local

    /// Clones children that live until this is let go, while `body` runs.
    private func besideChildren(_ count: Int, _ body: () async throws -> Void) async throws {
        async let kept = children(count)
        try await body()
        _ = try await kept
    }

    private func children(_ count: Int) async throws -> [HeldChild] {
        var children: [HeldChild] = []
        for _ in 0..<count {
            children.append(HeldChild(try await process.clone()))
            await Task.yield()
        }
        return children
    }

    @Test func `run returns while children live that were cloned beside it`() async throws {
        // The last are run while all live.
        let kept = Task { try await children(300) }
        for _ in 0..<300 {
            let output = try await process.run(Command("true"))
            #expect(output.state.isSuccess)
        }
        #expect(try await kept.value.count == 300)
    }

    @Test func `pipe of ours is at its end while children live that were cloned beside it`() async throws {
        try await besideChildren(100) {
            for _ in 0..<200 {
                let pipe = try await process.pipe2()
                let inode = try await pipe.read.fstat().identity.inode
                try await pipe.write.close()
                #expect(try await pipe.read.read(upTo: 1).isEmpty)
                #expect(try openFiles(named: "pipe:[\(inode)]") == 1)
            }
        }
    }

    // In a process of its own, since what other tests start by other means has copies of our descriptors for a moment.
    @Test func `script that was just written is executed without ETXTBSY beside clones`() async {
        await #expect(processExitsWith: .success) {
            try await BystanderTests().executeScripts()
        }
    }

    private func executeScripts() async throws {
        let scratch = try Scratch()
        try await besideChildren(100) {
            for round in 0..<60 {
                let path = scratch.path + "/script\(round)"
                let file = try await process.open(path, [.wronly, .creat], mode: .rwxu)
                try await file.write("#!/bin/sh\nexit 7\n".utf8)
                try await file.close()
                let child = try await process.clone()
                let running = try await child.execve(CString(path), [CString(path)], [])
                #expect(try await running.wait() == .exited(status: 7))
            }
        }
    }
}
