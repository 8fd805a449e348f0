import Testing

@testable import Rsyscall

/// Waiting for descriptors that are in the table of a child.
@Suite(.everyKindOfChild) struct TableEpollTests {
    let process = ProcessKind.current

    /// The two ends of a pipe of the process.
    private func pipe() async throws -> (read: AsyncFileDescriptor, write: AsyncFileDescriptor) {
        let pipe = try await process.pipe2()
        return (try await AsyncFileDescriptor(pipe.read), try await AsyncFileDescriptor(pipe.write))
    }

    @Test func `read waits until there are bytes in a pipe of a child, which serves other calls`()
        async throws
    {
        let pipe = try await pipe()
        for round in UInt8(0)..<50 {
            let reading = Task { try await pipe.read.read(upTo: 10) }
            _ = try await process.getpid()
            try await pipe.write.write([round])
            #expect(try await reading.value == [round])
        }
    }

    @Test func `write waits until there is room in a pipe of a child`() async throws {
        let pipe = try await pipe()
        let bytes = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let writing = Task { try await pipe.write.write(bytes) }
        var all: [UInt8] = []
        while all.count < bytes.count { all += try await pipe.read.read(upTo: 1 << 20) }
        try await writing.value
        #expect(all == bytes)
    }

    @Test func `canceling a read in a child ends it and loses no byte`() async throws {
        let pipe = try await pipe()
        for round in UInt8(0)..<50 {
            let reading = Task { try await pipe.read.read(upTo: 10) }
            if round % 2 == 0 { await Task.yield() }
            reading.cancel()
            await #expect(throws: CancellationError.self) { try await reading.value }
        }
        try await pipe.write.write([7])
        #expect(try await pipe.read.read(upTo: 10) == [7])
    }

    @Test func `many descriptors of one child are waited for at once`() async throws {
        var writers: [AsyncFileDescriptor] = []
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<40 {
                let pipe = try await pipe()
                writers.append(pipe.write)
                group.addTask { Int(try await pipe.read.read(upTo: 1)[0]) - index }
            }
            for (index, writer) in writers.enumerated().reversed() {
                try await writer.write([UInt8(index)])
            }
            for try await difference in group { #expect(difference == 0) }
        }
    }

    @Test func `number that is closed and used again is waited for as the new file`() async throws {
        for round in UInt8(0)..<20 {
            let pipe = try await pipe()
            let reading = Task { try await pipe.read.read(upTo: 1) }
            try await pipe.write.write([round])
            #expect(try await reading.value == [round])
        }
    }

    @Test func `stored file of a child never waits`() async throws {
        let file = try await AsyncFileDescriptor(process.memfd_create("stored"))
        try await file.write("hello".utf8)
        try await file.descriptor.lseek(0, .set)
        #expect(try await file.readToEnd() == Array("hello".utf8))
    }

    @Test func `descriptor that a child shares with us is waited for in its table`() async throws {
        let shared = try await LinuxProcess.local.clone(.files)
        let pipe = try await shared.pipe2()
        let read = try await AsyncFileDescriptor(pipe.read)
        let reading = Task { try await read.read(upTo: 1) }
        try await pipe.write.write([1])
        #expect(try await reading.value == [1])
        #expect(try await shared.exit() == .exited(status: 0))
    }

    @Test(.kindsOfProcess(.local))
    func `read of a child's pipe ends with Hangup when the child dies`() async throws {
        for _ in 0..<20 {
            let child = try await process.clone()
            let pipe = try await child.pipe2()
            // Our own side stays open, so that no end of the file comes.
            let ours = try await process.inherit(pipe.write)
            let read = try await AsyncFileDescriptor(pipe.read)
            let reading = Task { try await read.read(upTo: 1) }
            await Task.yield()
            try child.signal(.kill)
            #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
            await #expect(throws: Hangup.self) { try await reading.value }
            try await ours.close()
        }
    }

    @Test(.kindsOfProcess(.local))
    func `read of a child's pipe ends with Hangup when the child executes`() async throws {
        let child = try await process.clone()
        let pipe = try await child.pipe2()
        let ours = try await process.inherit(pipe.write)
        let read = try await AsyncFileDescriptor(pipe.read)
        let reading = Task { try await read.read(upTo: 1) }
        await Task.yield()
        let running = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
        await #expect(throws: Hangup.self) { try await reading.value }
        try running.signal(.kill)
        _ = try await running.wait()
        try await ours.close()
    }
}
