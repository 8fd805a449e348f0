import Testing

@testable import Rsyscall

@Suite(.everyKindOfProcess) struct EventCountsTests {
    let process = ProcessKind.current

    @Test func `timer counts each of its expirations once`() async throws {
        let interval = Duration.milliseconds(2)
        let start = ContinuousClock.now
        var expirations: UInt64 = 0
        for try await count in try await process.timer(every: interval) {
            #expect(count > 0)
            expirations += count
            if expirations >= 10 { break }
        }
        #expect(ContinuousClock.now - start >= interval * 10)
    }

    @Test func `counts of an eventfd are what was written since the last`() async throws {
        let event = try await AsyncFileDescriptor(process.eventfd())
        var counts = event.counts.makeAsyncIterator()
        for round in UInt64(1)...20 {
            let writing = Task { try await event.descriptor.eventfd_write(round) }
            #expect(try await counts.next() == round)
            try await writing.value
        }
    }

    @Test func `canceling the wait for a timer ends it`() async throws {
        let timer = try await process.timer(every: .seconds(1000))
        let waiting = Task {
            for try await _ in timer { Issue.record("it expired") }
        }
        await Task.yield()
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }

    @Test func `timer of a negative interval is refused`() async throws {
        await expectErrno(22) { _ = try await process.timer(every: .seconds(-1)) }
        // It would never expire.
        await expectErrno(22) { _ = try await process.timer(every: .zero) }
        await expectErrno(22) { _ = try await process.timer(every: Duration(attoseconds: 1)) }
    }

    @Test func `counts of what counts nothing are an error`() async throws {
        let pipe = try await process.pipe2()
        try await pipe.write.write([1, 2, 3])
        var counts = try await AsyncFileDescriptor(pipe.read).counts.makeAsyncIterator()
        await #expect(throws: MemoryDecodingError.self) { _ = try await counts.next() }
    }
}
