import Foundation
import Rsyscall
import Testing

@Suite struct PipeCallTests {
    let process = LinuxProcess.local

    @Test func `pipe2 gives a LinearPointer that is read once`() async throws {
        let buffer = try await process.allocate(PipeEnds.self)
        let linear = try await process.pipe2(into: buffer)
        let ends = try await linear.read().first
        let pipe = ends.take()
        try await pipe.second.write("through".utf8)
        #expect(try await pipe.first.read(upTo: 100) == Array("through".utf8))
        try await pipe.second.close()
        #expect(try await pipe.first.read(upTo: 100) == [])
    }

    @Test func `pipe2 gives a buffer that is too short back`() async throws {
        let small = try await process.task.allocate(PipeEnds.self, size: 4)
        let back = try await expectRefused(
            .error(PointerError.valueTooLong(byteCount: 8, size: 4)), small
        ) { try await process.pipe2(into: $0) }
        #expect(back.size == 4)
        await expectErrno(EINVAL) { _ = try await process.pipe2(.append).read.number }
    }
}
