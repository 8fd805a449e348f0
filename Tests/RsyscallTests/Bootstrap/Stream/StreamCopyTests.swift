import Testing

@testable import Rsyscall

/// Copies to and from memory that the library has allocated in a process over a stream, which the kernel doesn't make.
@Suite struct StreamCopyTests {
    private func start() async throws -> ClonedProcess {
        try await LinuxProcess.local.start(through: Command("setpriv"), sharingMemory: false)
    }

    private static func bytes(_ count: Int) -> Bytes {
        Bytes((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    }

    @Test(arguments: [1, 15, 31, 32, 33, 63, 65, 4095, (64 << 10) + 7, (1 << 20) + 3])
    func `values of any size are written and read`(_ count: Int) async throws {
        let first = try await start()
        let value = Self.bytes(count)
        // What lies around it stays as it was.
        let before = Bytes([UInt8](repeating: 0xee, count: count + 64))
        let around = ReadablePointer(try await first.pointer(to: before))
        let parts = try around.split(at: 32)
        let ends = try parts.back.split(at: count)
        let written = try await ends.front.write(value)
        #expect(try await written.read() == value)
        #expect(try await parts.front.read().array.allSatisfy { $0 == 0xee })
        #expect(try await ends.back.read().array.allSatisfy { $0 == 0xee })
    }

    @Test func `memory of a stopped process is written and read`() async throws {
        let first = try await start()
        guard try required(first.process.connection as? StreamConnection).link.sharesMemory else { return }
        let pointer = try await first.pointer(to: Self.bytes(100_000))
        try first.signal(.stop)
        let value = Bytes([UInt8](repeating: 3, count: 100_000))
        let written = try await pointer.write(value)
        #expect(try await written.read() == value)
        try first.signal(.cont)
        #expect(try await first.getpid() == first.pid)
        #expect(try await written.read() == value)
    }

    @Test func `copies of a process that is blocked come after its call, and before its next ones`()
        async throws
    {
        let first = try await start()
        let pipe = try await first.pipe2()
        let other = try await first.clone(.files)
        // It isn't asked to copy for the first, since its filter might refuse that.
        try await other.prctl_set_no_new_privs()
        try await other.seccomp([.verdict(.allow)])
        let end = try await other.inherit(pipe.write)
        let pointer = try await first.pointer(to: Bytes([UInt8](repeating: 0, count: 50_000)))
        let reading = Task { [read = Handover(pipe.read)] in try await read.take().read(upTo: 1) }
        while !first.process.connection.isBusy { await Task.yield() }
        let value = Self.bytes(50_000)
        let writing = Task { [pointer = Handover(pointer)] in Handover(try await pointer.take().write(value))
        }
        async let pid = first.getpid()
        try await end.write([1])
        #expect(try await reading.value == [1])
        #expect(try await writing.value.take().read() == value)
        #expect(try await pid == first.pid)
    }
}
