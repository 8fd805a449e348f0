import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct PollCallTests {
    let process = ProcessKind.current

    @Test func `ppoll returns what happened to each descriptor in their order`() async throws {
        let pipe = try await process.pipe2()
        let counter = try await process.eventfd(1)
        let polled = [Pollfd(pipe.read, .in), Pollfd(counter, .in), Pollfd(pipe.write, [.in, .out])]
        #expect(try await process.ppoll(polled) == [[], .in, .out])
        try await pipe.write.write("x".utf8)
        #expect(try await process.ppoll(polled) == [.in, .in, .out])
        try await pipe.write.close()
        // A child that another test has made meanwhile is a writer too, until it is gone.
        #expect(try await process.ppoll([Pollfd(pipe.read, [])]) == [.hup])
    }

    @Test func `ppoll waits until a timer expires`() async throws {
        let timer = try await process.timerfd_create(.monotonic)
        try await timer.timerfd_settime(Itimerspec(value: Timespec(.milliseconds(20))))
        #expect(try await process.ppoll([Pollfd(timer, .in)], timeout: Timespec(sec: 3600)) == [.in])
        #expect(try await process.poll([Pollfd(timer, .in)]) == [.in])
    }

    @Test func `ppoll returns nothing for each when the time has passed`() async throws {
        let pipe = try await process.pipe2()
        let polled = [Pollfd](repeating: Pollfd(pipe.read, .in), count: 100)
        let before = ContinuousClock.now
        #expect(
            try await process.ppoll(polled, timeout: Timespec(.milliseconds(20)))
                == Array(repeating: [], count: 100))
        #expect(ContinuousClock.now - before >= .milliseconds(20))
        #expect(try await process.poll(polled, milliseconds: 0) == Array(repeating: [], count: 100))
        #expect(try await process.ppoll([], timeout: Timespec(sec: 0)) == [])
        #expect(try await process.poll([], milliseconds: 1) == [])
    }

    @Test func `ppoll fails with EINVAL on a negative timeout`() async throws {
        let pipe = try await process.pipe2()
        await expectErrno(EINVAL) {
            _ = try await process.ppoll([Pollfd(pipe.read, .in)], timeout: Timespec(sec: -1))
        }
        #expect(
            Pollfd(pipe.read, [.in, .rdhup]).description
                == "{fd=\(pipe.read.number), events=POLLIN|POLLRDHUP}")
    }

    @Test func `ppoll refuses a descriptor of another table`() async throws {
        let other = try await LinuxProcess.local.clone()
        let theirs = try await other.eventfd()
        await #expect(throws: Mismatch.self) { _ = try await process.ppoll([Pollfd(theirs, .in)]) }
        _ = try await other.exit()
    }

    @Test func `ppoll refuses a descriptor that was closed`() async throws {
        let pipe = try await process.pipe2()
        let closed = Pollfd(pipe.write, .out)
        try await pipe.write.close()
        await #expect(throws: Unsupported.self) { _ = try await process.ppoll([closed]) }
    }

    // In our own table another test may open the number meanwhile.
    @Test(.everyKindOfChild) func `ppoll refuses a closed descriptor whose number is another file's`()
        async throws
    {
        let file = try await process.eventfd()
        let closed = Pollfd(file, .out)
        let number = file.number
        try await file.close()
        let other = try await process.eventfd()
        #expect(other.number == number)
        await #expect(throws: Unsupported.self) { _ = try await process.ppoll([closed]) }
        // It is also another's if it was closed without its handle.
        let stale = Pollfd(other, .out)
        try await process.unsafeSyscall(.close, number)
        let third = try await process.eventfd()
        #expect(third.number == number)
        await #expect(throws: Unsupported.self) { _ = try await process.ppoll([stale]) }
        #expect(try await process.ppoll([Pollfd(third, .out), Pollfd(third, .in)]) == [.out, []])
        _ = other.releaseNumber()
    }
}

@Suite(.everyKindOfChild) struct PollMaskTests {
    let process = ProcessKind.current

    @Test func `ppoll takes a mask as a value or a pointer`() async throws {
        try await process.sigprocmask(.block, Sigset(.usr1))
        let number = try await process.getpid()
        let counter = try await process.eventfd()
        let signals = try await process.signalfd(Sigset(.usr1))
        try await process.kill(number, .usr1)
        let mask = try await process.sigprocmask()
        #expect(
            try await process.ppoll([Pollfd(counter, .in), Pollfd(signals, .in)], mask) == [[], .in])
        let pointer = try await process.pointer(to: mask)
        #expect(try await process.ppoll([Pollfd(signals, .in)], pointer) == [.in])
    }
}
