import CRsyscall
import Foundation
import Glibc
import Testing

@testable import Rsyscall

/// What clones are where `clone3` is refused: by filters, or by kernels that know less of it.
@Suite struct RefusedCloneTests {
    let process = LinuxProcess.local

    /// Refuses `clone3` as container runtimes do, or as old kernels do what they do not know of it.
    static func filter(_ errno: CInt) -> [SockFilter] {
        [
            .load(at: 0), .ifEqual(UInt32(__NR_clone3), then: 0, else: 1),
            .verdict(.errno, data: UInt16(errno)), .verdict(.allow),
        ]
    }

    /// A child to which `clone3` is refused.
    private func refusedChild(_ flags: CLONE = [], _ errno: CInt = ENOSYS) async throws -> ClonedProcess {
        let child = try await process.clone(flags)
        try await child.prctl_set_no_new_privs()
        try await child.seccomp(Self.filter(errno))
        return child
    }

    @Test(arguments: [ENOSYS, EINVAL])
    func `clone falls back if clone3 fails with ENOSYS or EINVAL`(_ errno: CInt) async throws {
        for flags in [CLONE(), .files] {
            let child = try await refusedChild(flags, errno)
            let grandchild = try await child.clone()
            #expect(try await grandchild.getpid() == grandchild.pid)
            #expect(try await grandchild.getppid().rawValue == getpid())
            let other = try await grandchild.clone(.files)
            #expect(try await other.exit(4) == .exited(status: 4))
            let running = try await grandchild.execve("/bin/sh", ["sh", "-c", "exit 3"], [])
            #expect(try await running.wait() == .exited(status: 3))
            #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        }
    }

    @Test func `clone falls back without clone3 in a new pid namespace`() async throws {
        for flags in [CLONE(), .files] {
            let first = try await refusedChild(flags.union([.newuser, .newpid]))
            let second = try await first.clone()
            #expect(try await second.getpid() == second.pid)
            let third = try await second.clone()
            #expect(try await third.getpid() == ProcessID(3))
            try third.signal(.kill)
            #expect(try await second.exit(3) == .exited(status: 3))
        }
    }

    @Test func `clone without clone3 fails with ENOSYS on what only clone3 can do`() async throws {
        let child = try await refusedChild()
        await expectErrno(ENOSYS) { _ = try await child.clone(setTid: [child.pid]) }
        await expectErrno(ENOSYS) { _ = try await child.clone([.newuser, .newtime]) }
        let file = try await child.memfd_create("no cgroup")
        await expectErrno(ENOSYS) { _ = try await child.clone(into: file) }
        // A number that is no flag of either, and in one of them would be a signal.
        await expectErrno(ENOSYS) { _ = try await child.clone(CLONE(rawValue: 17)) }
    }

    @Test func `clone without clone3 copies descriptors and leaks none`() async throws {
        let child = try await refusedChild()
        let before = try await child.process.openDescriptors()
        let file = try await child.memfd_create("copied")
        let grandchild = try await child.clone()
        let copy = try await grandchild.inherit(file)
        #expect(try await copy.fstat().identity == file.fstat().identity)
        _ = try await grandchild.exit()
        try await file.close()
        #expect(try await child.process.openDescriptors() == before)
    }

    // In processes of their own, which keep their filters.
    @Test func `clone and run work if a filter refuses clone3 to our process`() async {
        await #expect(processExitsWith: .success) {
            // The thread that makes children inherits it from this one.
            _ = rsyscall_instruction(Int(__NR_prctl), UInt(PR_SET_NO_NEW_PRIVS), 1, 0, 0, 0, 0)
            let process = LinuxProcess.local
            signal(SIGUSR1) { _ in }
            signal(SIGUSR2, SIG_IGN)
            try await process.seccomp(RefusedCloneTests.filter(ENOSYS), .tsync)
            let child = try await process.clone()
            #expect(try await child.getpid() == child.pid)
            #expect(try await child.sigaction(.usr1) == .default)
            #expect(try await child.sigaction(.usr2).handler == Sigaction.ignore.handler)
            let output = try await process.run(.shell("echo done"))
            #expect(output.text == "done\n")
            #expect(try await child.exit(5) == .exited(status: 5))
        }
    }

    @Test func `SIGKILL during clone without clone3 leaves no grandchild`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            for round in 0..<300 {
                let child = try await process.clone()
                try await child.prctl_set_no_new_privs()
                try await child.seccomp(RefusedCloneTests.filter(ENOSYS))
                let signaler = child.signaler
                async let grandchild: Void = { _ = try? await child.clone() }()
                for _ in 0..<(round * 4) { rsyscall_pause() }
                try signaler.signal(.kill)
                await grandchild
            }
            // Whoever was made is killed and reaped, however long that takes.
            while try children(of: getpid()) > 0 { await Task.yield() }
        }
    }
}

/// How many children the process has, whether or not they have ended.
private func children(of parent: CInt) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").count { pid in
        let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        return status?.contains("PPid:\t\(parent)\n") ?? false
    }
}

extension LinuxProcess {
    fileprivate func openDescriptors() async throws -> Int {
        let directory = try await open("/proc/self/fd", .directory)
        return try await directory.getdents64().count
    }
}
