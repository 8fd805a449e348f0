import Testing

@testable import Rsyscall

@Suite struct ReadinessMonitorTests {
    let process = LinuxProcess.local

    @Test func `ReadinessMonitor forgets a wait that is cancelled`() async throws {
        let monitor = ReadinessMonitor(process.descriptorTable)
        let pipe = try await process.pipe2()
        let number = pipe.read.number
        for _ in 0..<20 {
            let wait = Task { try await monitor.readable(number) }
            wait.cancel()
            await #expect(throws: CancellationError.self) { try await wait.value }
        }
        #expect(monitor.isIdle)
        let wait = Task { try await monitor.readable(number) }
        try await pipe.write.write([1])
        try await wait.value
        #expect(monitor.isIdle)
    }
}
