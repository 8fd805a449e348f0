import Foundation
import Rsyscall
import Testing

/// What `ps` shows of children.
@Suite struct ChildNameTests {
    let process = LinuxProcess.local

    private func name(of pid: ProcessID) throws -> String {
        try String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)
    }

    @Test(arguments: [[], .files] as [CLONE])
    func `child is called rsyscall-child until it executes a program`(_ flags: CLONE) async throws {
        let child = try await process.clone(flags)
        _ = try await child.getpid()
        #expect(try name(of: child.pid) == "rsyscall-child\n")
        let grandchild = try await child.clone(flags)
        _ = try await grandchild.getpid()
        #expect(try await grandchild.prctl_get_name() == "rsyscall-child")
        let running = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
        // The kernel renames a process a moment after that has left our memory.
        while try name(of: running.pid) == "rsyscall-child\n" { await Task.yield() }
        #expect(try name(of: running.pid) == "sleep\n")
        try running.signal(.kill)
        _ = try await running.wait()
    }
}
