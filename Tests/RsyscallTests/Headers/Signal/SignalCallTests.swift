import Foundation
import Rsyscall
import Testing

@Suite struct SignalCallTests {
    let process = LinuxProcess.local

    @Test func `sigaction sets the action that it returns afterwards`() async throws {
        let child = try await process.clone()
        #expect(try await child.sigaction(.usr1) == .default)
        #expect(try await child.sigaction(.usr1, .ignore) == .default)
        #expect(try await child.sigaction(.usr1) == .ignore)
        let action = Sigaction(
            handler: .null, flags: [.restart, .resethand], mask: Sigset(.hup, .rt(3)))
        let written = try await child.task.pointer(to: action)
        var buffer = try await child.task.allocate([Sigaction].self, count: 2).unsafelyReinterpret(
            as: Sigaction.self)
        let before = try await child.sigaction(.usr1, written, into: &buffer)
        #expect(try await before.read() == .ignore)
        let now = try await child.sigaction(.usr1, into: &buffer)
        #expect(try await now.read().flags.isSuperset(of: [.restart, .resethand]))
        #expect(try await now.read().mask == action.mask)
        #expect(buffer.size == 0)
    }

    @Test func `sigaction fails with EINVAL on SIGKILL and unknown signals`() async throws {
        let child = try await process.clone()
        await expectErrno(EINVAL) { try await child.sigaction(.kill, .ignore) }
        await expectErrno(EINVAL) { _ = try await child.sigaction(SIG(rawValue: 65)) }
        let written = try await child.task.pointer(to: Sigaction.ignore)
        var buffer = try await child.task.allocate(Sigaction.self)
        await expectErrno(EINVAL) { try await child.sigaction(.stop, written, into: &buffer).free() }
        await expectErrno(EINVAL) { try await child.sigaction(SIG(rawValue: 0), into: &buffer).free() }
        #expect(buffer.size == Sigaction.byteCount)
        var short = try await child.task.allocate(Sigaction.self, size: 8)
        await #expect(throws: PointerError.valueTooLong(byteCount: 32, size: 8)) {
            try await child.sigaction(.usr1, into: &short).free()
        }
    }

    @Test func `sigprocmask sets the mask that it returns afterwards`() async throws {
        let child = try await process.clone()
        let blocked = try await child.sigprocmask()
        #expect(blocked.contains(.term))
        #expect(try await child.sigprocmask(.unblock, Sigset(.winch)) == blocked)
        #expect(try await !child.sigprocmask().contains(.winch))
        var buffer = try await child.task.allocate([Sigset].self, count: 2).unsafelyReinterpret(
            as: Sigset.self)
        let set = try await child.task.pointer(to: Sigset(.winch))
        let before = try await child.sigprocmask(.block, set, into: &buffer)
        #expect(try await !before.read().contains(.winch))
        let now = try await child.sigprocmask(into: &buffer)
        #expect(try await now.read() == blocked)
        #expect(buffer.size == 0)
    }

    @Test func `sigprocmask fails with EINVAL on an unknown how`() async throws {
        let child = try await process.clone()
        let blocked = try await child.sigprocmask()
        let set = try await child.task.pointer(to: Sigset(.winch))
        var buffer = try await child.task.allocate(Sigset.self)
        await expectErrno(EINVAL) { try await child.sigprocmask(SIG_HOW(rawValue: 9), Sigset(.winch)) }
        await expectErrno(EINVAL) {
            try await child.sigprocmask(SIG_HOW(rawValue: 9), set, into: &buffer).free()
        }
        #expect(buffer.size == Sigset.byteCount)
        #expect(try await child.sigprocmask() == blocked)
        let parts = try ReadablePointer(set).split(at: 4)
        await #expect(throws: PointerError.valueTooLong(byteCount: 8, size: 4)) {
            try await child.sigprocmask(.block, parts.first, into: &buffer).free()
        }
    }

    @Test func `sigmask_block nests and unblock undoes only its own signals`() async throws {
        let child = try await process.clone()
        try await child.sigprocmask(.unblock, Sigset(.winch, .urg))
        let outer = try await child.sigmask_block(Sigset(.winch))
        let inner = try await child.sigmask_block(Sigset(.winch, .urg))
        #expect(outer.mask == Sigset(.winch))
        #expect(inner.mask == Sigset(.urg))
        try await outer.unblock()
        #expect(try await child.sigprocmask().contains(.urg))
        #expect(try await !child.sigprocmask().contains(.winch))
        let before = try await inner.unblock()
        #expect(before.contains(.urg))
        #expect(try await !child.sigprocmask().contains(.urg))
    }

    @Test(.timeLimit(.minutes(10))) func `SignalBlock that is dropped is undone`() async throws {
        let child = try await process.clone()
        try await child.sigprocmask(.unblock, Sigset(.winch))
        let block = try await child.sigmask_block(Sigset(.winch))
        #expect(try await child.sigprocmask().contains(.winch))
        _ = consume block
        while try await child.sigprocmask().contains(.winch) { await Task.yield() }
    }

    @Test func `SignalBlock of a dead process comes back with Hangup`() async throws {
        let child = try await process.clone()
        try await child.sigprocmask(.unblock, Sigset(.winch))
        let block = try await child.sigmask_block(Sigset(.winch))
        _ = try await child.killAndWait()
        let back = try await expectRefused(.any(Hangup.self), block) { try await $0.unblock() }
        #expect(back.mask == Sigset(.winch))
    }

    @Test func `kill and tgkill signal processes and groups`() async throws {
        let child = try await process.clone()
        try await process.kill(child.pid, nil)
        try await process.tgkill(child.pid, child.pid, nil)
        let sibling = try await process.clone()
        try await sibling.setpgid()
        try await process.kill(ProcessID(-sibling.pid.rawValue), .kill)
        #expect(try await sibling.exit(0) == .killed(.kill, coreDumped: false))
        try await process.tgkill(child.pid, child.pid, .kill)
        #expect(try await child.exit(0) == .killed(.kill, coreDumped: false))
        await expectErrno(ESRCH) { try await process.kill(.unused, .term) }
        await expectErrno(ESRCH) { try await process.tgkill(.unused, .unused, .term) }
        await expectErrno(EINVAL) { try await process.kill(try await process.getpid(), SIG(rawValue: 65)) }
    }

    @Test(.enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `kill and tgkill fail with EPERM without privilege`() async throws {
        let child = try await process.clone()
        try await child.setresuid(Uid(65534), Uid(65534), Uid(65534))
        let us = try await process.getpid()
        await expectErrno(EPERM) { try await child.kill(us, nil) }
        await expectErrno(EPERM) { try await child.tgkill(us, us, nil) }
    }
}
