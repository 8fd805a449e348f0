import Synchronization
import Testing

@testable import Rsyscall

/// Two tasks that read from one descriptor, which the second is refused while the first waits. Between its call and its
/// wait, the first may have been woken in its stead.
@Suite struct SecondReaderTests {
    let process = LinuxProcess.local

    @Test func `edge that wakes a reader that is canceled isn't lost to the next`() async throws {
        let pipe = try await process.pipe2()
        let reader = try await AsyncFileDescriptor(pipe.read)
        let source = reader.source
        // The call of the second reader finds nothing.
        let moment = source.moment(of: .reading)
        let first = Task { try await reader.read(upTo: 1) }
        while !source.isAwaited(for: .reading) { await Task.yield() }
        try await pipe.write.write([1])
        // The edge has woken the first, which finds that it is canceled.
        while source.isAwaited(for: .reading) { await Task.yield() }
        first.cancel()
        _ = try? await first.value
        #expect(try await source.wait(for: .reading, after: moment))
    }

    @Test func `reader gets what is left by one that is canceled`() async throws {
        for round in 0..<300 {
            let pipe = try await process.pipe2()
            let reader = try await AsyncFileDescriptor(pipe.read)
            let first = Task.detached { try await reader.read(upTo: 1) }
            let second = Task.detached {
                while true {
                    do { return try await reader.read(upTo: 1) } catch is Unsupported { await Task.yield() }
                }
            }
            let canceler = Task.detached { first.cancel() }
            try await pipe.write.write([1, 2])
            await canceler.value
            _ = try? await first.value
            #expect(try await second.value.count == 1, "\(round)")
        }
    }
}
