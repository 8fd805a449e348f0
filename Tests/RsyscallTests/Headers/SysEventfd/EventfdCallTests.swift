import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct EventfdCallTests {
    let process = ProcessKind.current

    @Test func `eventfd_read returns the sum of what eventfd_write added and starts at 0 again`() async throws
    {
        let counter = try await process.eventfd(3)
        try await counter.eventfd_write(1 << 40)
        #expect(try await counter.eventfd_read() == 1 << 40 + 3)
        try await counter.eventfd_write(7)
        #expect(try await counter.eventfd_read() == 7)
    }

    @Test func `eventfd_read of a semaphore takes 1 at a time`() async throws {
        let counter = try await process.eventfd(2, [.semaphore, .nonblock])
        #expect(try await counter.eventfd_read() == 1)
        #expect(try await counter.eventfd_read() == 1)
        await expectErrno(EAGAIN) { _ = try await counter.eventfd_read() }
    }

    @Test func `eventfd_write fails with EAGAIN on a full counter and EINVAL for the largest number`()
        async throws
    {
        let counter = try await process.eventfd(0, .nonblock)
        try await counter.eventfd_write(.max - 1)
        await expectErrno(EAGAIN) { try await counter.eventfd_write(1) }
        await expectErrno(EINVAL) { try await counter.eventfd_write(.max) }
        #expect(try await counter.eventfd_read() == .max - 1)
        await expectErrno(EINVAL) { _ = try await process.eventfd(0, EFD(rawValue: 1 << 20)).number }
    }

    @Test func `eventfd_read of a file that ends after 3 bytes throws`() async throws {
        let file = try await process.memfd_create("short")
        try await file.pwrite([1, 2, 3], at: 0)
        await #expect(throws: MemoryDecodingError.truncated(offset: 0, needed: 8, available: 3)) {
            _ = try await file.eventfd_read()
        }
    }

    @Test func `eventfd and timerfd_create and signalfd set FD_CLOEXEC by default`() async throws {
        let usual = [
            try await flags(process.eventfd()), try await flags(process.timerfd_create(.monotonic)),
            try await flags(process.signalfd(.empty)),
        ]
        let kept = [
            try await flags(process.eventfd(closeOnExec: false)),
            try await flags(process.timerfd_create(.monotonic, closeOnExec: false)),
            try await flags(process.signalfd(.empty, closeOnExec: false)),
        ]
        #expect(usual == [1, 1, 1])
        #expect(kept == [0, 0, 0])
    }

    private func flags(_ descriptor: consuming OwnedFileDescriptor) async throws -> Int {
        try await descriptor.fcntl(.getfd)
    }

    @Test func `a program records eventfd and eventfd_write`() async throws {
        var program = process.program()
        let counter = try program.eventfd(1)
        try program.eventfd_write(counter, 4)
        var results = try await program.run()
        #expect(try await results.take(counter).eventfd_read() == 5)
    }
}
