import Foundation
import Rsyscall
import Testing

@Suite struct ExecuteTests {
    let process = LinuxProcess.local

    @Test func `execve in a child runs the program and reports its exit status`() async throws {
        let child = try await process.clone()
        let running = try await child.execve("/bin/sh", ["sh", "-c", "exit 3"], [])
        #expect(try await running.wait() == .exited(status: 3))
    }

    @Test func `execve that fails gives the child back`() async throws {
        var child = try await process.clone()
        for path in ["/nonexistent", "/tmp", "/etc/passwd"] {
            child = try await expectRefused(.any(SyscallError.self), child) {
                try await $0.execve(.init(path), [CString(path)], [])
            }
        }
        #expect(try await child.getpid() == child.pid)
        let running = try await child.execve("/bin/true", ["true"], [])
        #expect(try await running.wait() == .exited(status: 0))
    }

    @Test func `execve fails with E2BIG and gives the child back`() async throws {
        let child = try await process.clone()
        let back = try await expectRefused(.errno(E2BIG), child) {
            try await $0.execve("/bin/true", [CString(String(repeating: "x", count: 8 << 20))], [])
        }
        #expect(try await back.getpid() == back.pid)
    }

    @Test func `execveat executes a memfd`() async throws {
        let program = try await process.memfd_create("program", [])
        try await program.write(try Data(contentsOf: URL(fileURLWithPath: "/bin/true")))
        var child = try await process.clone()
        let directory = try await child.open("/bin", [.path, .directory])
        child = try await expectRefused(.errno(ENOENT), child) {
            try await $0.execveat(directory, "nonexistent", ["nonexistent"], [])
        }
        child = try await expectRefused(.any(DescriptorTableMismatch.self), child) {
            try await $0.execveat(program, "", ["true"], [], .empty_path)
        }
        let inherited = try await child.inherit(program)
        let running = try await child.execveat(inherited, "", ["true"], [], .empty_path)
        #expect(try await running.wait() == .exited(status: 0))
    }
}
