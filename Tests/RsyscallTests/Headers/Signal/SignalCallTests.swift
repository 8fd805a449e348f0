import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild) struct SignalCallTests {
    let process = ProcessKind.current

    @Test func `sigaction sets the action that it returns afterward`() async throws {
        #expect(try await process.sigaction(.usr1) == .default)
        #expect(try await process.sigaction(.usr1, .ignore) == .default)
        #expect(try await process.sigaction(.usr1) == .ignore)
        let action = Sigaction(
            handler: .null, flags: [.restart, .resethand], mask: Sigset(.hup, .rt(3)))
        var buffer = try await process.allocate([Sigaction].self, count: 2).unsafelyReinterpret(
            as: Sigaction.self)
        let before = try await process.sigaction(.usr1, SignalAction(action), into: &buffer)
        #expect(try await before.read() == .ignore)
        let now = try await process.sigaction(.usr1, into: &buffer)
        #expect(try await now.read().flags.isSuperset(of: [.restart, .resethand]))
        #expect(try await now.read().mask == action.mask)
        #expect(buffer.size == 0)
    }

    @Test func `sigaction fails with EINVAL on SIGKILL and unknown signals`() async throws {
        await expectErrno(EINVAL) { try await process.sigaction(.kill, .ignore) }
        await expectErrno(EINVAL) { _ = try await process.sigaction(SIG(rawValue: 65)) }
        var buffer = try await process.allocate(Sigaction.self)
        await expectErrno(EINVAL) { try await process.sigaction(.stop, .ignore, into: &buffer).free() }
        await expectErrno(EINVAL) { try await process.sigaction(SIG(rawValue: 0), into: &buffer).free() }
        #expect(buffer.size == Sigaction.byteCount)
        var short = try await process.allocate(Sigaction.self, size: 8)
        await #expect(throws: PointerError.valueTooLong(byteCount: 32, size: 8)) {
            try await process.sigaction(.usr1, into: &short).free()
        }
    }

    @Test func `sigaction refuses a handler in a child before any call`() async throws {
        let action = Sigaction(handler: Address(0x4141_4141), flags: [.restart])
        #expect(throws: Unsupported.self) { try SignalAction(action) }
        await #expect(throws: Unsupported.self) {
            try await process.sigaction(.usr1, SignalAction(unsafeHandler: action))
        }
        var buffer = try await process.allocate(Sigaction.self)
        await #expect(throws: Unsupported.self) {
            try await process.sigaction(.usr1, SignalAction(unsafeHandler: action), into: &buffer).free()
        }
        var program = process.program()
        #expect(throws: Unsupported.self) {
            try program.sigaction(.usr1, SignalAction(unsafeHandler: action))
        }
        #expect(try await process.sigaction(.usr1) == .default)
    }

    @Test func `sigaction restores a handler of our own process`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGUSR1) { _ in }
            let handler = try await LinuxProcess.local.sigaction(.usr1, .ignore)
            #expect(throws: Unsupported.self) { try SignalAction(handler) }
            try await LinuxProcess.local.sigaction(.usr1, SignalAction(unsafeHandler: handler))
            kill(getpid(), SIGUSR1)
            #expect(try await LinuxProcess.local.sigaction(.usr1) == handler)
        }
    }

    @Test func `sigprocmask sets the mask that it returns afterward`() async throws {
        let blocked = try await process.sigprocmask()
        #expect(blocked.contains(.term))
        #expect(try await process.sigprocmask(.unblock, Sigset(.winch)) == blocked)
        #expect(try await !process.sigprocmask().contains(.winch))
        var buffer = try await process.allocate([Sigset].self, count: 2).unsafelyReinterpret(
            as: Sigset.self)
        let set = try await process.pointer(to: Sigset(.winch))
        let before = try await process.sigprocmask(.block, set, into: &buffer)
        #expect(try await !before.read().contains(.winch))
        let now = try await process.sigprocmask(into: &buffer)
        #expect(try await now.read() == blocked)
        #expect(buffer.size == 0)
    }

    @Test func `sigprocmask fails with EINVAL on an unknown how`() async throws {
        let blocked = try await process.sigprocmask()
        let set = try await process.pointer(to: Sigset(.winch))
        var buffer = try await process.allocate(Sigset.self)
        await expectErrno(EINVAL) { try await process.sigprocmask(SIG_HOW(rawValue: 9), Sigset(.winch)) }
        await expectErrno(EINVAL) {
            try await process.sigprocmask(SIG_HOW(rawValue: 9), set, into: &buffer).free()
        }
        #expect(buffer.size == Sigset.byteCount)
        #expect(try await process.sigprocmask() == blocked)
        let parts = try ReadablePointer(set).split(at: 4)
        await #expect(throws: PointerError.valueTooLong(byteCount: 8, size: 4)) {
            try await process.sigprocmask(.block, parts.front, into: &buffer).free()
        }
    }

    @Test func `sigpending returns the signals that are blocked and were sent`() async throws {
        #expect(try await process.sigpending() == Sigset())
        try await process.sigprocmask(.block, Sigset(.usr1))
        try await process.kill(process.getpid(), .usr1)
        #expect(try await process.sigpending() == Sigset(.usr1))
        _ = try await process.sigtimedwait(Sigset(.usr1))
        #expect(try await process.sigpending() == Sigset())
    }
}
