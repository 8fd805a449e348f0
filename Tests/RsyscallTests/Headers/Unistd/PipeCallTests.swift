import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct PipeCallTests {
    let process = ProcessKind.current

    @Test func `pipe2 gives a LinearPointer that is read once`() async throws {
        var buffer = try await process.allocate(PipeEnds.self)
        let linear = try await process.pipe2(into: &buffer)
        let pipe = try await linear.read().value
        try await pipe.write.write("through".utf8)
        #expect(try await pipe.read.read(upTo: 100) == Array("through".utf8))
        try await pipe.write.close()
        #expect(try await pipe.read.read(upTo: 100) == [])
    }

    @Test func `pipe2 gives a buffer that is too short back`() async throws {
        var small = try await process.allocate(PipeEnds.self, size: 4)
        await #expect(throws: PointerError.valueTooLong(byteCount: 8, size: 4)) {
            _ = try await process.pipe2(into: &small).discardUnread().size
        }
        #expect(small.size == 4)
        await expectErrno(EINVAL) { _ = try await process.pipe2(.append).read.number }
    }
}
