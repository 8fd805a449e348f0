import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct SignalBlockTests {
    let process = ProcessKind.current

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
}
