import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

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
                try await $0.execve(path, [CString(path)], [])
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

    @Test func `SyscallError of execve shows the first of many arguments`() async throws {
        let words = [CString](repeating: "word", count: 1 << 20)
        let child = try await process.clone()
        do {
            _ = try await child.execve("/bin/true", words, [])
            Issue.record("was not refused")
        } catch {
            let error = try #require(error.reason as? SyscallError)
            #expect(error.errno == .argListTooLong)
            #expect(error.arguments[1].hasPrefix(#"["word", "word", "#))
            #expect(error.arguments[1].hasSuffix(#""word", ...]"#))
            #expect(error.arguments[1].utf8.count < 1000)
        }
    }

    @Test func `execveat executes a memfd`() async throws {
        let program = try await process.memfd_create("program", closeOnExec: false)
        try await program.write(try Data(contentsOf: URL(fileURLWithPath: "/bin/true")))
        var child = try await process.clone()
        let directory = try await child.open("/bin", [.path, .directory])
        child = try await expectRefused(.errno(ENOENT), child) {
            try await $0.execveat(directory, "nonexistent", ["nonexistent"], [])
        }
        child = try await expectRefused(.any(Mismatch.self), child) {
            try await $0.execveat(program, "", ["true"], [], .empty_path)
        }
        let inherited = try await child.inherit(program)
        let running = try await child.execveat(inherited, "", ["true"], [], .empty_path)
        #expect(try await running.wait() == .exited(status: 0))
    }

    @Test func `execve that fails blocks all signals again`() async throws {
        let child = try await process.clone()
        let blocked = try await child.sigprocmask()
        let back = try await expectRefused(.errno(ENOENT), child) {
            try await $0.execve("/nonexistent", ["nonexistent"], [], mask: Sigset(.hup))
        }
        // The two that libc keeps for itself too, which a thread of ours does not block.
        #expect(blocked.subtracting(try await back.sigprocmask()) == .empty)
        try back.signal(.term)
        #expect(try await back.getpid() == back.pid)
        #expect(try await back.exit(3) == .exited(status: 3))
    }

    @Test func `execve sets the signal mask in the same program`() async throws {
        let reports = Reports()
        let traced = process.with(tracer: Tracer { reports.add($0) })
        let child = try await traced.clone()
        let before = reports.all.count
        let back = try await expectRefused(.errno(ENOENT), child) {
            try await $0.execve("/nonexistent", ["nonexistent"], [])
        }
        let running = try await back.execve("/bin/true", ["true"], [])
        #expect(try await running.wait().isSuccess)
        let calls = reports.all[before...].compactMap { line in
            line.split(separator: " ", maxSplits: 1).last?.prefix { $0 != "(" }
        }
        #expect(calls == ["sigprocmask", "execve", "sigprocmask", "sigprocmask", "execve"])
    }

    @Test func `execve of a child with a pending signal ends it and throws Hangup`() async throws {
        let child = try await process.clone()
        try child.signal(.term)
        let back = try await expectRefused(.any(Hangup.self), child) {
            try await $0.execve("/bin/true", ["true"], [])
        }
        #expect(try await back.killAndWait() == .killed(.term, coreDumped: false))
    }

    @Test func `SIGKILL during execve throws Hangup or its end is reported`() async throws {
        for round in 0..<200 {
            let child = try await process.clone()
            let signaler = child.signaler
            async let killed: Void = {
                for _ in 0..<(round * 20) { rsyscall_pause() }
                try signaler.signal(.kill)
            }()
            do {
                let running = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
                #expect(try await running.wait() == .killed(.kill, coreDumped: false))
            } catch let refused as Refused<ClonedProcess> {
                #expect(refused.reason is Hangup)
                guard let back = refused.takeOperand() else {
                    Issue.record("the child was lost")
                    return
                }
                #expect(try await back.killAndWait() == .killed(.kill, coreDumped: false))
            }
            try await killed
        }
    }
}
