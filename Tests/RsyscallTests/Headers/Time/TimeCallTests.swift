import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct TimeCallTests {
    let process = ProcessKind.current

    @Test func `clock_gettime fails with EINVAL on an unknown clock`() async throws {
        var buffer = try await process.allocate(Timespec.self)
        let before = try await process.clock_gettime(.monotonic, into: &buffer).read()
        #expect(try await process.clock_gettime(.monotonic) >= before)
        await expectErrno(EINVAL) { _ = try await process.clock_gettime(CLOCK(rawValue: 1000)) }
        var another = try await process.allocate(Timespec.self)
        await expectErrno(EINVAL) {
            try await process.clock_gettime(CLOCK(rawValue: 1000), into: &another).free()
        }
        #expect(another.size == Timespec.byteCount)
    }

    @Test func `Timespec of a negative duration has nanoseconds above zero`() {
        #expect(Timespec(.nanoseconds(-1)) == Timespec(sec: -1, nsec: 999_999_999))
        let longest = Duration(secondsComponent: .min, attosecondsComponent: -1_000_000_000)
        #expect(Timespec(longest) == Timespec(sec: .min, nsec: 0))
    }

    @Test func `Timespec of a duration beyond 64 bits of seconds is the largest or the smallest`() {
        #expect(Timespec(.seconds(1e19)) == Timespec(sec: .max, nsec: 999_999_999))
        #expect(Timespec(.seconds(-1e19)) == Timespec(sec: .min, nsec: 0))
        for attoseconds in [Int128.max, .min] {
            let time = Timespec(Duration(attoseconds: attoseconds))
            #expect(time.sec == (attoseconds > 0 ? .max : .min))
            #expect(Duration(time) != .zero)
        }
        #expect(Timespec(.nanoseconds(1_500_000_001)) == Timespec(sec: 1, nsec: 500_000_001))
    }

    @Test func `clock_getres returns a nanosecond and fails with EINVAL on an unknown clock`() async throws {
        #expect(try await process.clock_getres(.monotonic) == Timespec(sec: 0, nsec: 1))
        #expect(try await process.clock_getres(.monotonic_coarse) > Timespec(sec: 0, nsec: 1))
        await expectErrno(EINVAL) { _ = try await process.clock_getres(CLOCK(rawValue: 1000)) }
    }

    @Test func `nanosleep and clock_nanosleep sleep and fail with EINVAL on bad times`() async throws {
        let before = try await process.clock_gettime(.monotonic)
        let time = try await process.pointer(to: Timespec(sec: 0, nsec: 2_000_000))
        try await process.nanosleep(time)
        try await process.clock_nanosleep(.boottime, Timespec(sec: 0, nsec: 1_000_000))
        let after = try await process.clock_gettime(.monotonic)
        #expect(Duration(after) - Duration(before) >= .milliseconds(3))
        // It is over already.
        try await process.clock_nanosleep(.monotonic, before, .abstime)
        await expectErrno(EINVAL) { try await process.nanosleep(Timespec(sec: -1)) }
        await expectErrno(EINVAL) {
            try await process.clock_nanosleep(.monotonic, Timespec(sec: 0, nsec: 1_000_000_000))
        }
        await expectErrno(EOPNOTSUPP) {
            try await process.clock_nanosleep(.thread_cputime_id, Timespec(sec: 0))
        }
        await expectErrno(EOPNOTSUPP) {
            try await process.clock_nanosleep(.monotonic_coarse, Timespec(sec: 0))
        }
    }
}
