import Testing

@testable import Rsyscall

/// Numbers that no call means, which once ended the program.
@Suite struct ExtremeNumberTests {
    let process = LinuxProcess.local

    private static let times: [Duration] = [
        .seconds(Int64.max), .seconds(Int64.min), .seconds(1e19), .seconds(-1e19), .seconds(1 << 40),
        Duration(secondsComponent: .max, attosecondsComponent: 999_999_999_999_999_999),
    ]

    @Test func `read of more bytes than there is memory for is refused`() async throws {
        let pipe = try await process.pipe2()
        try await pipe.write.write("abc".utf8)
        let reader = try await AsyncFileDescriptor(pipe.read)
        for count in [Int.max, 1 << 60, 1 << 45, -1, .min] {
            await #expect(throws: AllocationError.self) { try await reader.read(upTo: count) }
        }
        #expect(try await reader.read(upTo: 0) == [])
        #expect(try await reader.read(upTo: 1 << 30) == Array("abc".utf8))
    }

    @Test(arguments: [Int.max, 1 << 45, 0, -1, .min])
    func `chunks of any size deliver what a pipe has`(limit: Int) async throws {
        let pipe = try await process.pipe2()
        try await pipe.write.write("abc".utf8)
        let chunks = try await AsyncFileDescriptor(pipe.read).chunks(upTo: limit)
        var iterator = chunks.makeAsyncIterator()
        #expect(try await iterator.next() == Array("abc".utf8.prefix(max(limit, 1))))
    }

    @Test(arguments: times) func `run takes any timeout and any grace`(time: Duration) async throws {
        if time > .zero {
            #expect(try await process.run(Command("true"), timeout: time).state.isSuccess)
        } else {
            await #expect(throws: CommandError.self) {
                try await process.run(Command("sleep", ["1000"]), timeout: time)
            }
        }
        await #expect(throws: CommandError.self) {
            try await process.run(Command("sleep", ["1000"]), timeout: .milliseconds(1), grace: time)
        }
    }

    @Test(arguments: times) func `check takes any grace`(time: Duration) async throws {
        let checking = Task {
            try await process.clone().exec(Command("sleep", ["1000"])).check(grace: time)
        }
        checking.cancel()
        await #expect(throws: CancellationError.self) { try await checking.value }
    }
}
