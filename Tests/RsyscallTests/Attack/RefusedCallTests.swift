import CRsyscall
import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// What happens if a filter that our process had from its start refuses calls that the library makes. Each in a process
/// of its own, which keeps its filter.
@Suite(.timeLimit(.minutes(2))) struct RefusedCallTests {
    @Test(.enabled(if: isX86, "Dispatch makes the same call"))
    func `epoll_pwait refused by a filter is thrown, and leaves no child and no descriptor`() async {
        await #expect(processExitsWith: .success) {
            installFilter([
                .load(at: 0), .ifEqual(UInt32(__NR_epoll_pwait), then: 0, else: 1),
                .verdict(.errno, data: UInt16(EPERM)), .verdict(.allow),
            ])
            let process = LinuxProcess.local
            var refusals = 0
            for _ in 0..<200 {
                do {
                    let child = try await process.clone()
                    guard try await child.exit(3) == .exited(status: 3) else { exit(2) }
                } catch let error as SyscallError where error.errno == .notPermitted {
                    refusals += 1
                }
            }
            guard refusals > 0 else { exit(3) }
            guard try epollCount() <= 1, try await process.hasNoChildren() else { exit(4) }
            let pipe = try await process.pipe2()
            let reader = try await AsyncFileDescriptor(pipe.read)
            do {
                _ = try await reader.read(upTo: 1)
                exit(5)
            } catch let error as SyscallError where error.errno == .notPermitted {}
        }
    }

    @Test func `read and write work if a filter refuses preadv2 and pwritev2 with EPERM`() async {
        await #expect(processExitsWith: .success) {
            installFilter([
                .load(at: 0), .ifEqual(UInt32(__NR_preadv2), then: 1, else: 0),
                .ifEqual(UInt32(__NR_pwritev2), then: 0, else: 1),
                .verdict(.errno, data: UInt16(EPERM)), .verdict(.allow),
            ])
            let process = LinuxProcess.local
            let pipe = try await process.pipe2()
            try await pipe.write.write([1])
            guard try await pipe.read.read(upTo: 1) == [1] else { exit(3) }
            let output = try await process.run(.shell("cat"), input: .text("done"))
            guard output.text == "done" else { exit(4) }
        }
    }

    @Test func `killAndWait and timeout work if a filter refuses pidfd_send_signal`() async {
        await #expect(processExitsWith: .success) {
            installFilter([
                .load(at: 0), .ifEqual(UInt32(__NR_pidfd_send_signal), then: 0, else: 1),
                // Not what a kernel reports that has no such call.
                .verdict(.errno, data: UInt16(EACCES)), .verdict(.allow),
            ])
            let process = LinuxProcess.local
            guard try await process.clone().killAndWait() == .killed(.kill, coreDumped: false) else {
                exit(2)
            }
            let running = try await process.clone().execve("/bin/sleep", ["sleep", "1000"], [])
            try running.signal(.term)
            let signaler = running.signaler
            guard try await running.wait() == .killed(.term, coreDumped: false) else { exit(3) }
            // Reaped by now, its number may be another's.
            do {
                try signaler.signal(.kill)
                exit(4)
            } catch let error as SyscallError where error.errno == .noSuchProcess {}
            do {
                _ = try await process.run(Command("sleep", ["1000"]), timeout: .milliseconds(50))
                exit(5)
            } catch is CommandError {}
            guard try await process.hasNoChildren() else { exit(6) }
        }
    }

    @Test func `exit ends a child that inherited a filter that refuses exit_group`() async {
        await #expect(processExitsWith: .success) {
            installFilter([
                .load(at: 0), .ifEqual(UInt32(__NR_exit_group), then: 0, else: 3),
                // The status: this program itself is to end too.
                .load(at: 16), .ifEqual(77, then: 0, else: 1),
                .verdict(.errno, data: UInt16(EPERM)), .verdict(.allow),
            ])
            let process = LinuxProcess.local
            guard try await process.clone().exit(77) == .exited(status: 77) else { exit(2) }
            let first = try await process.clone([.newuser, .newpid])
            guard try await first.clone().exit(77) == .exited(status: 77) else { exit(3) }
            guard try await first.exit(77) == .exited(status: 77) else { exit(4) }
        }
    }

    @Test func `read throws EPERM if a filter refuses epoll_ctl, as the kernel does for files`()
        async throws
    {
        let child = try await LinuxProcess.local.clone()
        let pipe = try await child.pipe2()
        let file = try await child.memfd_create("file")
        try await child.prctl_set_no_new_privs()
        try await child.seccomp([SockFilter].refusing(__NR_epoll_ctl))
        let end = Handover(pipe.read)
        await expectErrno(EPERM) { _ = try await AsyncFileDescriptor(end.take()).read(upTo: 1) }
        #expect(try await AsyncFileDescriptor(file).read(upTo: 1) == [])
    }
}

extension RefusedCallTests {
    @Test func `execve and withOwnMemory return if a filter refuses set_robust_list`() async {
        await #expect(processExitsWith: .success) {
            installFilter(refusing: [__NR_set_robust_list])
            let process = LinuxProcess.local
            // It runs until it is killed, so its end is no sign that it was executed.
            let running = try await process.clone().execve("/bin/sleep", ["sleep", "1000"], [])
            try running.signal(.kill)
            guard try await running.wait() == .killed(.kill, coreDumped: false) else { exit(2) }
            let text = String(repeating: "x", count: 1 << 20)
            guard try await process.run(Command("cat"), input: .text(text)).text == text else { exit(3) }
            guard try await process.clone().exit(3) == .exited(status: 3) else { exit(4) }
            let own = try await process.clone().withOwnMemory()
            guard try await own.getpid() == own.pid else { exit(5) }
            // Nothing would report that it was executed.
            do {
                _ = try await own.execve("/bin/sleep", ["sleep", "1000"], [])
                exit(6)
            } catch let refused as Refused<ClonedProcess> {
                guard (refused.reason as? SyscallError)?.errno == .notPermitted else { exit(7) }
            }
            guard try await process.hasNoChildren() else { exit(8) }
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `calls of a process with memory of its own end if a filter refuses write, by which it rings`()
        async throws
    {
        let child = try await LinuxProcess.local.clone()
        try await child.prctl_set_no_new_privs()
        try await child.seccomp([SockFilter].refusing(__NR_write))
        let own = try await child.withOwnMemory()
        for _ in 0..<3 { _ = try await own.nanosleep(Timespec(.milliseconds(20))) }
        #expect(try await own.killAndWait() == .killed(.kill, coreDumped: false))
    }

    @Test(.timeLimit(.minutes(5)), arguments: [false, true])
    func `start throws if a filter refuses write`(_ sharesMemory: Bool) async throws {
        let scratch = try Scratch()
        let stub = FilePath(try scratch.directory("")).appending("stub")
        let installer = try await LinuxProcess.local.clone()
        try await installer.installStub(at: stub)
        try await installer.exit()
        let child = try await LinuxProcess.local.clone()
        try await child.prctl_set_no_new_privs()
        try await child.seccomp([SockFilter].refusing(__NR_write))
        await #expect(throws: CommandError.self) {
            _ = try await child.start(through: Command("env"), stub: stub, sharingMemory: sharesMemory)
        }
    }

    @Test func `execve throws EPERM if a filter refuses set_robust_list and set_tid_address`() async {
        await #expect(processExitsWith: .success) {
            installFilter(refusing: [__NR_set_robust_list, __NR_set_tid_address])
            let process = LinuxProcess.local
            let child = try await process.clone()
            do {
                _ = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
                exit(2)
            } catch let refused as Refused<ClonedProcess> {
                guard (refused.reason as? SyscallError)?.errno == .notPermitted else { exit(3) }
                guard let child = refused.takeOperand() else { exit(4) }
                guard try await child.exit(5) == .exited(status: 5) else { exit(5) }
            }
            guard try await process.hasNoChildren() else { exit(6) }
        }
    }

    @Test(arguments: [[__NR_waitid], [__NR_waitid, __NR_pidfd_send_signal], [__NR_waitid, __NR_ppoll]])
    func `children are reaped if a filter refuses waitid`(_ calls: [CInt]) async {
        await #expect(processExitsWith: .success) { [calls = calls as [CInt]] in
            installFilter(refusing: calls)
            let process = LinuxProcess.local
            guard try await process.clone().exit(3) == .exited(status: 3) else { exit(2) }
            guard try await process.clone().killAndWait() == .killed(.kill, coreDumped: false) else {
                exit(3)
            }
            guard try await process.run(Command("true")).state == .exited(status: 0) else { exit(4) }
            guard waitpid(-1, nil, Foundation.WNOHANG) == -1, errno == ECHILD else { exit(5) }
        }
    }

    @Test func `wait throws what is the matter if a filter refuses all calls that wait`() async {
        await #expect(processExitsWith: .success) {
            installFilter(refusing: [__NR_waitid, __NR_wait4])
            do {
                _ = try await LinuxProcess.local.clone().exit(3)
                exit(2)
            } catch let error as AlreadyTaken {
                guard "\(error)".contains("refuses") else { exit(3) }
            }
        }
    }
}

private var isX86: Bool {
    #if arch(x86_64)
        true
    #else
        false
    #endif
}

/// Installs a filter that refuses calls with `EPERM` on all threads of the process, without the library.
private func installFilter(refusing calls: [CInt]) {
    let tests = calls.enumerated().map { index, call in
        SockFilter.ifEqual(UInt32(call), then: UInt8(calls.count - index), else: 0)
    }
    installFilter([.load(at: 0)] + tests + [.verdict(.allow), .verdict(.errno, data: UInt16(EPERM))])
}

/// Installs a filter on all threads of the process without the library.
private func installFilter(_ filter: [SockFilter]) {
    var filter = filter.map(\.layout.c)
    _ = rsyscall_instruction(Int(__NR_prctl), UInt(PR_SET_NO_NEW_PRIVS), 1, 0, 0, 0, 0)
    filter.withUnsafeMutableBufferPointer { filter in
        var program = sock_fprog(len: UInt16(filter.count), filter: filter.baseAddress)
        withUnsafeBytes(of: &program) { program in
            let result = rsyscall_instruction(
                Int(__NR_seccomp), UInt(SECCOMP_SET_MODE_FILTER), UInt(SECCOMP_FILTER_FLAG_TSYNC),
                UInt(bitPattern: program.baseAddress), 0, 0, 0)
            if result != 0 { exit(99) }
        }
    }
}

/// How many epoll instances the process has, besides Dispatch's.
private func epollCount() throws -> Int {
    try openFiles(named: "[eventpoll]") - 1
}
