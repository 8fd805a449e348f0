import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild) struct IntervalTimerCallTests {
    let process = ProcessKind.current

    @Test func `setitimer sets the timer that getitimer and the next setitimer return`() async throws {
        #expect(try await process.getitimer(.virtual) == .stopped)
        let timer = Itimerval(interval: Timeval(sec: 7, usec: 500_000), value: Timeval(sec: 1000))
        #expect(try await process.setitimer(.virtual, timer) == .stopped)
        let running = try await process.getitimer(.virtual)
        #expect(running.interval == timer.interval)
        #expect(900...1000 ~= running.value.sec)
        var buffer = try await process.allocate(Itimerval.self)
        #expect(try await process.getitimer(.virtual, into: &buffer).read().interval == timer.interval)
        let stopped = try await process.pointer(to: Itimerval.stopped)
        #expect(try await process.setitimer(.virtual, stopped).interval == timer.interval)
        #expect(try await process.getitimer(.virtual) == .stopped)
    }

    @Test func `setitimer sends SIGALRM once the time is over`() async throws {
        try await process.setitimer(.real, Itimerval(value: Timeval(sec: 0, usec: 1)))
        #expect(try await process.sigtimedwait(Sigset(.alrm)).signo == SIG.alrm.rawValue)
        #expect(try await process.getitimer(.real) == .stopped)
    }

    @Test(.kindsOfProcess(.local)) func `setitimer of a child lasts beyond execve`() async throws {
        let child = try await process.clone()
        let timer = Itimerval(interval: Timeval(sec: 7), value: Timeval(sec: 1000))
        try await child.setitimer(.real, timer)
        // For that it executes a program.
        let executed = try await child.withOwnMemory()
        #expect(try await executed.getitimer(.real).interval == timer.interval)
    }

    @Test func `setitimer and getitimer fail with EINVAL`() async throws {
        let bad = Itimerval(value: Timeval(sec: 0, usec: 1_000_000))
        await expectErrno(EINVAL) { try await process.setitimer(.real, bad) }
        await expectErrno(EINVAL) { try await process.setitimer(ITIMER(rawValue: 9), Itimerval.stopped) }
        await expectErrno(EINVAL) { _ = try await process.getitimer(ITIMER(rawValue: 9)) }
        var buffer = try await process.allocate(Itimerval.self)
        await expectErrno(EINVAL) {
            try await process.getitimer(ITIMER(rawValue: 9), into: &buffer).free()
        }
        #expect(buffer.size == Itimerval.byteCount)
    }
}
