import Foundation
import Testing

@testable import Rsyscall

@Suite struct ChildChangesTests {
    @Test func `changes are the stops, the continuations and the end of a child`() async throws {
        let child = try await LinuxProcess.local.clone().execve("/bin/sleep", ["sleep", "1000"], [])
        var changes = child.changes.makeAsyncIterator()
        for _ in 0..<20 {
            try child.signal(.stop)
            #expect(try await changes.next() == .stopped(.stop))
            try child.signal(.cont)
            #expect(try await changes.next() == .continued)
        }
        try child.signal(.kill)
        #expect(try await changes.next() == .killed(.kill, coreDumped: false))
        #expect(try await changes.next() == nil)
        #expect(try await child.wait() == .killed(.kill, coreDumped: false))
    }

    @Test func `changes report that a child has continued while its stop was looked at`() async throws {
        let child = try await LinuxProcess.local.clone().execve("/bin/sleep", ["sleep", "1000"], [])
        var changes = child.changes.makeAsyncIterator()
        let path = "/proc/\(child.pid)/stat"
        for _ in 0..<20 {
            let stopping = Task.detached { [signaler = child.signaler] in
                try signaler.signal(.stop)
                // One that isn't yet stopped would never stop.
                while try !String(contentsOfFile: path, encoding: .utf8).contains(") T") {
                    await Task.yield()
                }
                try signaler.signal(.cont)
            }
            while let change = try await changes.next(), change != .continued {
                #expect(change == .stopped(.stop))
            }
            try await stopping.value
        }
        try child.signal(.kill)
        #expect(try await changes.next() == .killed(.kill, coreDumped: false))
        _ = try await child.wait()
    }

    @Test func `changes of the child of an init are reported too`() async throws {
        let process = LinuxProcess.local
        let maker = try await process.clone([.newuser], users: .single())
        try await maker.unshare(.newpid)
        let initial = try await maker.clone()
        let child = try await initial.clone().execve("/bin/sleep", ["sleep", "1000"], [])
        var changes = child.changes.makeAsyncIterator()
        try child.signal(.stop)
        #expect(try await changes.next() == .stopped(.stop))
        try child.signal(.kill)
        #expect(try await changes.next() == .killed(.kill, coreDumped: false))
        #expect(try await child.wait() == .killed(.kill, coreDumped: false))
    }

    @Test func `each of several sequences gets the end`() async throws {
        let child = try await LinuxProcess.local.clone().execve("/bin/sleep", ["sleep", "1000"], [])
        let changes = child.changes
        try await withThrowingTaskGroup(of: ChildState?.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var last: ChildState?
                    for try await change in changes { last = change }
                    return last
                }
            }
            try child.signal(.term)
            for try await last in group { #expect(last == .killed(.term, coreDumped: false)) }
        }
        _ = try await child.wait()
    }
}
