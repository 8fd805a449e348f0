import Rsyscall
import Testing

@Suite(.everyKindOfChild) struct SignalBlockTests {
    let process = ProcessKind.current

    @Test func `sigmask_block nests and unblock undoes only its own signals`() async throws {
        try await process.sigprocmask(.unblock, Sigset(.winch, .urg))
        let outer = try await process.sigmask_block(Sigset(.winch))
        let inner = try await process.sigmask_block(Sigset(.winch, .urg))
        #expect(outer.mask == Sigset(.winch))
        #expect(inner.mask == Sigset(.urg))
        try await outer.unblock()
        #expect(try await process.sigprocmask().contains(.urg))
        #expect(try await !process.sigprocmask().contains(.winch))
        let before = try await inner.unblock()
        #expect(before.contains(.urg))
        #expect(try await !process.sigprocmask().contains(.urg))
    }

    @Test(.timeLimit(.minutes(10))) func `SignalBlock that is dropped is undone`() async throws {
        try await process.sigprocmask(.unblock, Sigset(.winch))
        let block = try await process.sigmask_block(Sigset(.winch))
        #expect(try await process.sigprocmask().contains(.winch))
        _ = consume block
        while try await process.sigprocmask().contains(.winch) { await Task.yield() }
    }

    @Test(.everyKindThatClones) func `SignalBlock of a dead process comes back with Hangup`() async throws {
        let child = try await process.clone()
        try await child.sigprocmask(.unblock, Sigset(.winch))
        let block = try await child.sigmask_block(Sigset(.winch))
        _ = try await child.killAndWait()
        let back = try await expectRefused(.any(Hangup.self), block) { try await $0.unblock() }
        #expect(back.mask == Sigset(.winch))
    }
}
