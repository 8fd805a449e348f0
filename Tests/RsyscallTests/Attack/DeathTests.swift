import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// Deaths at the moments at which a process is about to leave. Those that crashed, each in a process of its own.
@Suite(.timeLimit(.minutes(5))) struct DeathTests {
    @Test func `SIGKILL just before execve leaves the doorbell nothing to follow`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let other = try await process.clone()
            for _ in 0..<40 {
                let pipe = try await process.pipe2()
                let reader = try await other.inherit(pipe.read)
                async let byte = reader.read(upTo: 1)
                let child = try await process.clone()
                let (record, own) = (child.record, "[\(child.pid)]")
                // The last of its calls before the execve: dead by then, it is not seen to leave.
                process.tracer.write { line in
                    guard line.hasPrefix(own), record.ending == nil else { return }
                    _ = record.send(.kill)
                    _ = record.hasEnded(within: 1_000_000_000)
                }
                do {
                    let running = try await child.exec(Command("true"))
                    let state = try await running.wait()
                    guard state == .killed(.kill, coreDumped: false) else { exit(2) }
                } catch let refused as Refused<ClonedProcess> {
                    guard refused.reason is Hangup else { exit(3) }
                }
                process.tracer.write(to: nil)
                // Rings.
                try await pipe.write.write([1])
                guard try await byte == [1] else { exit(4) }
            }
        }
    }

    @Test func `SIGKILL beside execve leaves the doorbell nothing to follow`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let other = try await process.clone()
            for round in 0..<300 {
                let pipe = try await process.pipe2()
                let reader = try await other.inherit(pipe.read)
                async let byte = reader.read(upTo: 1)
                let child = try await process.clone()
                let signaler = child.signaler
                async let killed: Void = kill(signaler, after: round * 8)
                guard await executed(child) != nil else { exit(2) }
                await killed
                try await pipe.write.write([1])
                guard try await byte == [1] else { exit(3) }
            }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "a filter on all threads takes privileges"))
    func `filter that kills the thread that clones has clone throw Hangup`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            _ = try await process.clone().exit()
            try await process.seccomp(
                // Not clone3 itself, with which libc makes threads.
                [
                    .load(at: 0), .ifEqual(UInt32(__NR_sched_rr_get_interval), then: 0, else: 1),
                    .verdict(.kill_thread), .verdict(.allow),
                ], .tsync)
            for _ in 0..<2 {
                await #expect(throws: Hangup.self) {
                    try await process.unsafeSyscall(.sched_rr_get_interval, 0, Address.null)
                }
            }
            await #expect(throws: Hangup.self) { _ = try await process.clone() }
            // What needs no such thread is done.
            guard try await process.getpid().rawValue == getpid() else { exit(2) }
            let file = try await process.open("/dev/null", .rdonly)
            try await file.close()
        }
    }

    @Test(.enabled(if: geteuid() == 0, "a filter on all threads takes privileges"))
    func `filter that kills a thread that waits has the call throw Hangup`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            try await process.seccomp(
                [
                    // A call that no sanitizer makes.
                    .load(at: 0), .ifEqual(UInt32(__NR_rt_sigtimedwait), then: 0, else: 1),
                    .verdict(.kill_thread), .verdict(.allow),
                ], .tsync)
            for _ in 0..<20 {
                await #expect(throws: Hangup.self) { _ = try await process.sigtimedwait(Sigset(.usr1)) }
            }
            let pipe = try await process.pipe2()
            async let byte = pipe.read.read(upTo: 1)
            try await pipe.write.write([1])
            guard try await byte == [1] else { exit(2) }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "a filter on all threads takes privileges"))
    func `filter on our process that refuses the library's futexes is recognized`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            // Not those of libc and Swift, which are private to the process and would end it.
            try await process.seccomp(
                [
                    .load(at: 0), .ifEqual(UInt32(__NR_futex), then: 0, else: 4),
                    .load(at: 24), .ifEqual(UInt32(FUTEX_WAKE), then: 1, else: 0),
                    .ifEqual(UInt32(FUTEX_WAIT), then: 0, else: 1), .verdict(.errno, data: UInt16(EPERM)),
                    .verdict(.allow),
                ], .tsync)
            let pipe = try await process.pipe2()
            async let byte = pipe.read.read(upTo: 1)
            await Task.yield()
            try await pipe.write.write([1])
            guard try await byte == [1] else { exit(2) }
            let child = try await process.clone()
            guard try await child.getpid() == child.pid else { exit(3) }
            try await child.unsafeSyscall(.nanosleep, Timespec(sec: 0, nsec: 5_000_000), Address.null)
            let running = try await child.execve("/bin/true", ["true"], [])
            guard try await running.wait() == .exited(status: 0) else { exit(4) }
        }
    }

    @Test func `exit ends a child whose filter refuses exit_group`() async throws {
        let child = try await LinuxProcess.local.clone()
        try await child.prctl_set_no_new_privs()
        try await child.seccomp([
            .load(at: 0), .ifEqual(UInt32(__NR_exit_group), then: 0, else: 1),
            .verdict(.errno, data: UInt16(EPERM)), .verdict(.allow),
        ])
        #expect(try await child.exit(3) == .exited(status: 3))
    }
}

private func kill(_ signaler: Signaler, after pauses: Int) {
    for _ in 0..<pauses { rsyscall_pause() }
    try? signaler.signal(.kill)
}

/// Has the child execute a program, and returns how it ended.
private func executed(_ child: consuming ClonedProcess) async -> ChildState? {
    let record = child.record
    do {
        return try await child.execve("/bin/true", ["true"], []).wait()
    } catch {
        // It is dropped with the error.
        _ = record.send(.kill)
        return try? await record.end()
    }
}
