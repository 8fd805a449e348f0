import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct TimerfdCallTests {
    let process = ProcessKind.current

    @Test func `timerfd_settime has eventfd_read wait for an expiration`() async throws {
        let timer = try await process.timerfd_create(.monotonic)
        let before = try await process.clock_gettime(.monotonic)
        #expect(try await timer.timerfd_settime(Itimerspec(value: Timespec(.milliseconds(20)))) == .stopped)
        #expect(try await timer.eventfd_read() == 1)
        let waited = Duration(try await process.clock_gettime(.monotonic)) - Duration(before)
        #expect(waited >= .milliseconds(20))
        #expect(try await timer.timerfd_gettime() == .stopped)
    }

    @Test func `timerfd_settime returns how the timer was set and stops it`() async throws {
        let timer = try await process.timerfd_create(.monotonic, .nonblock)
        let hour = Itimerspec(interval: Timespec(sec: 7, nsec: 5), value: Timespec(sec: 3600))
        var buffer = try await process.allocate([Itimerspec].self, count: 2).unsafelyReinterpret(
            as: Itimerspec.self)
        let first = try await timer.timerfd_settime(hour, into: &buffer)
        #expect(try await first.read() == .stopped)
        let now = try await timer.timerfd_gettime(into: &buffer).read()
        #expect(now.interval == hour.interval)
        #expect(now.value > Timespec(sec: 1800) && now.value <= hour.value)
        await expectErrno(EAGAIN) { _ = try await timer.eventfd_read() }
        let old = try await timer.timerfd_settime(process.pointer(to: Itimerspec.stopped))
        #expect(old.interval == hour.interval)
        #expect(try await timer.timerfd_gettime() == .stopped)
    }

    @Test func `timerfd_settime with abstime expires at once for a time that is past`() async throws {
        let timer = try await process.timerfd_create(.realtime, .nonblock)
        try await timer.timerfd_settime(
            Itimerspec(interval: Timespec(sec: 1000), value: Timespec(sec: 1)), [.abstime, .cancel_on_set])
        #expect(try await timer.eventfd_read() > 1000)
    }

    @Test func `timerfd_create fails with EINVAL on a clock without timers`() async throws {
        await expectErrno(EINVAL) { _ = try await process.timerfd_create(.process_cputime_id).number }
        let timer = try await process.timerfd_create(.boottime)
        await expectErrno(EINVAL) {
            try await timer.timerfd_settime(Itimerspec(value: Timespec(sec: 0, nsec: 1_000_000_000)))
        }
        let file = try await process.memfd_create("file")
        await expectErrno(EINVAL) { _ = try await file.timerfd_gettime() }
        var buffer = try await process.allocate(Itimerspec.self)
        await expectErrno(EINVAL) {
            try await file.timerfd_settime(Itimerspec.stopped, into: &buffer).free()
        }
        #expect(buffer.size == Itimerspec.byteCount)
    }
}
