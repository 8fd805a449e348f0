import Glibc
import Testing

@testable import Rsyscall

/// Files that others which have them open take out of non-blocking mode.
@Suite struct BlockingFileTests {
    let process = LinuxProcess.local

    /// Takes the file out of non-blocking mode, as a program may do with its standard input.
    private func makeBlocking(_ descriptor: borrowing OwnedFileDescriptor) async throws {
        let flags = try await descriptor.fcntl(.getfl)
        try await descriptor.fcntl(.setfl, flags & ~Int(O_NONBLOCK))
    }

    /// Expects reads of more files than Swift has threads to wait without one.
    private func expectWaits(
        on files: [(reader: AsyncFileDescriptor, other: HeldDescriptor)]
    ) async throws {
        for file in files { try await makeBlocking(file.reader.descriptor) }
        let readings = files.map { file in Task { try await file.reader.read(upTo: 10) } }
        for file in files {
            while !file.reader.source.isAwaited(for: .reading) { await Task.yield() }
        }
        for file in files { try await file.other.descriptor.write("a".utf8) }
        for reading in readings { #expect(try await reading.value == [97]) }
    }

    @Test func `read of a pipe that others made blocking blocks no other task`() async throws {
        var pipes: [(AsyncFileDescriptor, HeldDescriptor)] = []
        for _ in 0..<20 {
            let pipe = try await process.pipe2()
            pipes.append((try await AsyncFileDescriptor(pipe.read), HeldDescriptor(pipe.write)))
        }
        try await expectWaits(on: pipes)
    }

    @Test func `read of a terminal that others made blocking blocks no other task`() async throws {
        var terminals: [(AsyncFileDescriptor, HeldDescriptor)] = []
        for _ in 0..<20 {
            let master = try await process.open("/dev/ptmx", [.rdwr, .noctty])
            try await master.ioctl(.tiocsptlck, 0)
            let slave = try await master.ioctl(.tiocgptpeer, [.rdwr, .noctty])
            terminals.append((try await AsyncFileDescriptor(master), HeldDescriptor(slave)))
        }
        try await expectWaits(on: terminals)
    }

    @Test func `write to a pipe that others made blocking is canceled`() async throws {
        let pipe = try await process.pipe2()
        let writer = try await AsyncFileDescriptor(pipe.write)
        try await makeBlocking(writer.descriptor)
        let writing = Task { try await writer.write([UInt8](repeating: 7, count: 1 << 20)) }
        while !writer.source.isAwaited(for: .writing) { await Task.yield() }
        writing.cancel()
        await #expect(throws: CancellationError.self) { try await writing.value }
        #expect(try await pipe.read.read(upTo: 1) == [7])
    }
}
