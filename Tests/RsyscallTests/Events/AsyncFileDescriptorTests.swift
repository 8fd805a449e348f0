import Glibc
import Testing

@testable import Rsyscall

@Suite struct AsyncFileDescriptorTests {
    let process = LinuxProcess.local

    /// The two ends of a pipe, to wait on.
    private func pipe() async throws -> (read: AsyncFileDescriptor, write: AsyncFileDescriptor) {
        let pipe = try await process.pipe2()
        return (try await AsyncFileDescriptor(pipe.read), try await AsyncFileDescriptor(pipe.write))
    }

    /// Two stream sockets, connected to each other.
    private func socketPair() async throws -> (AsyncFileDescriptor, AsyncFileDescriptor) {
        var numbers: [CInt] = [-1, -1]
        #expect(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &numbers) == 0)
        let first = try OwnedFileDescriptor(adopting: FileDescriptorNumber(numbers[0]), of: process)
        let second = try OwnedFileDescriptor(adopting: FileDescriptorNumber(numbers[1]), of: process)
        return (try await AsyncFileDescriptor(first), try await AsyncFileDescriptor(second))
    }

    @Test func `read waits until there are bytes, and is empty at the end`() async throws {
        var pipe: (read: AsyncFileDescriptor, write: AsyncFileDescriptor?) = try await pipe()
        let read = pipe.read
        for round in UInt8(0)..<100 {
            let reading = Task { try await read.read(upTo: 10) }
            try await pipe.write?.write([round])
            #expect(try await reading.value == [round])
        }
        let reading = Task { try await read.read(upTo: 10) }
        pipe.write = nil
        #expect(try await reading.value == [])
    }

    @Test(arguments: [false, true]) func `endNow leaves what was written before`(_ isFar: Bool) async throws {
        let far = try await process.start(through: Command("setpriv"), sharingMemory: false)
        let pipe = try await (isFar ? far.process : process).pipe2()
        try await pipe.write.write([1, 2, 3])
        let reader = try await AsyncFileDescriptor(pipe.read)
        reader.endNow()
        #expect(try await reader.read(upTo: 10) == [1, 2, 3])
        #expect(try await reader.read(upTo: 10) == [])
    }

    @Test func `write waits until there is room, and writes all`() async throws {
        let (one, other) = try await socketPair()
        let bytes = (0..<(4 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let writing = Task { try await one.write(bytes) }
        var all: [UInt8] = []
        while all.count < bytes.count { all += try await other.read(upTo: 1 << 20) }
        try await writing.value
        #expect(all == bytes)
    }

    @Test func `read and write at the same time on one socket`() async throws {
        let (one, other) = try await socketPair()
        let echo = Task {
            while true {
                let part = try await other.read(upTo: 4096)
                if part.isEmpty { return }
                try await other.write(part)
            }
        }
        let bytes = [UInt8](repeating: 7, count: 2 << 20)
        let writing = Task { try await one.write(bytes) }
        var count = 0
        while count < bytes.count { count += try await one.read(upTo: 1 << 16).count }
        try await writing.value
        #expect(count == bytes.count)
        #expect(shutdown(one.descriptor.number.rawValue, CInt(SHUT_WR)) == 0)
        try await echo.value
    }

    @Test func `canceling a read loses no byte and no edge`() async throws {
        let pipe = try await pipe()
        for round in UInt8(0)..<200 {
            let reading = Task { try await pipe.read.read(upTo: 10) }
            if round % 2 == 0 { await Task.yield() }
            let canceling = Task { reading.cancel() }
            try await pipe.write.write([round])
            await canceling.value
            do {
                #expect(try await reading.value == [round])
            } catch is CancellationError {
                #expect(try await pipe.read.read(upTo: 10) == [round])
            }
        }
    }

    @Test func `canceling a read ends it though nothing comes`() async throws {
        let pipe = try await pipe()
        for _ in 0..<50 {
            let reading = Task { try await pipe.read.read(upTo: 1) }
            reading.cancel()
            await #expect(throws: CancellationError.self) { try await reading.value }
        }
    }

    @Test func `canceling a write of a full pipe ends it`() async throws {
        let pipe = try await pipe()
        let writing = Task { try await pipe.write.write([UInt8](repeating: 0, count: 1 << 20)) }
        #expect(try await pipe.read.read(upTo: 1) == [0])
        writing.cancel()
        await #expect(throws: CancellationError.self) { try await writing.value }
    }

    @Test func `second reader is refused while one waits`() async throws {
        let pipe = try await pipe()
        let readers = (0..<2).map { _ in Task { try await pipe.read.read(upTo: 1) } }
        // One of them ends, since the other waits. Then there is a byte for that one.
        let refused = await withTaskGroup(of: Bool.self) { group in
            for reader in readers {
                group.addTask {
                    if case .failure(let error) = await reader.result { error is Unsupported } else { false }
                }
            }
            let first = await group.next()
            try? await pipe.write.write([1])
            return first
        }
        #expect(refused == true)
    }

    @Test func `write to a pipe without a reader throws EPIPE and sends no SIGPIPE`() async throws {
        await #expect(processExitsWith: .success) {
            signal(SIGPIPE, SIG_DFL)
            let pipe = try await LinuxProcess.local.pipe2()
            let write = try await AsyncFileDescriptor(pipe.write)
            try await pipe.read.close()
            await expectErrno(EPIPE) { try await write.write([1]) }
        }
    }

    @Test func `stored file never waits`() async throws {
        let file = try await AsyncFileDescriptor(process.memfd_create("stored"))
        try await file.write("hello".utf8)
        try await file.descriptor.lseek(0, .set)
        #expect(try await file.readToEnd() == Array("hello".utf8))
    }

    @Test func `whenReadable makes a call that waits`() async throws {
        let pipe = try await pipe()
        let reading = Task { try await pipe.read.whenReadable { try await $0.read(upTo: 3) } }
        try await pipe.write.whenWritable { try await $0.write("abc".utf8) }
        #expect(try await reading.value == Array("abc".utf8))
    }

    @Test func `descriptors that are dropped while events come are forgotten`() async throws {
        // A loop of its own, whose descriptors no other test watches.
        let loop = EventLoop(process.descriptorTable)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<200 {
                        let pipe = try await LinuxProcess.local.pipe2()
                        let read = try await AsyncFileDescriptor(pipe.read, on: loop)
                        let waiting = Task { try await read.read(upTo: 1) }
                        try await pipe.write.write([1])
                        if Bool.random() { waiting.cancel() }
                        _ = await waiting.result
                        try await pipe.write.write([2])
                    }
                }
            }
            try await group.waitForAll()
        }
        // The last reference may be the thread's, which is telling a source of an event.
        while loop.watchedCount > 0 { await Task.yield() }
    }
}
