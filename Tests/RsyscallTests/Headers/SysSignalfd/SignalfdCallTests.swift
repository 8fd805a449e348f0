import Foundation
import Rsyscall
import SystemPackage
import Testing

// Signals of our own process would be those of all tests, and are taken by any thread.
@Suite(.everyKindOfChild) struct SignalfdCallTests {
    let process = ProcessKind.current

    @Test func `readSignals returns a signal that the process sent itself`() async throws {
        try await process.sigprocmask(.block, Sigset(.usr1, .rt(3)))
        let signals = try await process.signalfd(Sigset(.usr1))
        let number = try await process.getpid()
        try await process.kill(number, .usr1)
        let received = try await signals.readSignals()
        #expect(received.map(\.signo) == [.usr1])
        #expect(received.first?.pid == number)
        #expect(try await received.first?.uid == process.getuid())
        #expect(received.first?.code == 0)
        #expect(throws: MemoryDecodingError.invalidField("ssi_signo", value: 10)) {
            _ = try received.first?.childState()
        }
    }

    @Test func `signalfd changes the set and readSignals returns several`() async throws {
        try await process.sigprocmask(.block, Sigset(.usr1, .usr2))
        let signals = try await process.signalfd(.empty, .nonblock)
        let number = try await process.getpid()
        try await process.kill(number, .usr1)
        try await process.kill(number, .usr2)
        await expectErrno(EAGAIN) { _ = try await signals.readSignals(upTo: 4) }
        try await signals.signalfd(changingTo: process.pointer(to: Sigset(.usr1, .usr2)))
        let received = try await signals.readSignals(upTo: 4)
        #expect(received.map(\.signo) == [.usr1, .usr2])
    }

    @Test func `signalfd fails with EINVAL on another file and readSignals for no signal`() async throws {
        let file = try await process.memfd_create("file")
        await expectErrno(EINVAL) { try await file.signalfd(changingTo: Sigset(.usr1)) }
        let signals = try await process.signalfd(Sigset(.usr1), .nonblock)
        await expectErrno(EINVAL) { _ = try await signals.readSignals(upTo: 0) }
        await #expect(throws: AllocationError.self) { _ = try await signals.readSignals(upTo: .max) }
        await #expect(throws: AllocationError.self) { _ = try await signals.readSignals(upTo: -1) }
        await expectErrno(EINVAL) {
            _ = try await process.signalfd(.empty, SFD(rawValue: 1)).number
        }
    }
}
