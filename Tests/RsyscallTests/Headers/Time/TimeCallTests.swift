import Foundation
import Rsyscall
import Testing

@Suite struct TimeCallTests {
    let process = LinuxProcess.local

    @Test func `clock_gettime fails with EINVAL on an unknown clock`() async throws {
        var buffer = try await process.task.allocate(Timespec.self)
        let before = try await process.clock_gettime(.monotonic, into: &buffer).read()
        #expect(try await process.clock_gettime(.monotonic) >= before)
        await expectErrno(EINVAL) { _ = try await process.clock_gettime(CLOCK(rawValue: 1000)) }
        var another = try await process.task.allocate(Timespec.self)
        await expectErrno(EINVAL) {
            try await process.clock_gettime(CLOCK(rawValue: 1000), into: &another).free()
        }
        #expect(another.size == Timespec.byteCount)
    }

    @Test func `Timespec of a negative duration has nanoseconds above zero`() {
        #expect(Timespec(.nanoseconds(-1)) == Timespec(seconds: -1, nanoseconds: 999_999_999))
        let longest = Duration(secondsComponent: .min, attosecondsComponent: -1_000_000_000)
        #expect(Timespec(longest) == Timespec(seconds: .min, nanoseconds: 0))
    }
}
