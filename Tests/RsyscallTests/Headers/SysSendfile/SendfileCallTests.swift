import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct SendfileCallTests {
    let process = ProcessKind.current

    @Test func `sendfile copies from an offset or from the file's own`() async throws {
        let source = try await process.memfd_create("source")
        try await source.pwrite("0123456789".utf8, at: 0)
        let pipe = try await process.pipe2()
        #expect(try await pipe.write.sendfile(source, at: 6, count: 100) == 4)
        #expect(try await source.lseek(0, .cur) == 0)
        #expect(try await pipe.write.sendfile(source, count: 3) == 3)
        #expect(try await source.lseek(0, .cur) == 3)
        // With many pipes open, one of a user namespace holds two pieces, and a full one waits even at the end.
        #expect(try await pipe.read.read(upTo: 100) == Array("6789012".utf8))
        #expect(try await pipe.write.sendfile(source, at: 10, count: 3) == 0)
    }

    @Test func `sendfile fails with ESPIPE for an offset in a pipe and EAGAIN on a full one`() async throws {
        let source = try await process.memfd_create("source")
        try await source.ftruncate(1 << 20)
        let pipe = try await process.pipe2(.nonblock)
        await expectErrno(ESPIPE) { _ = try await source.sendfile(pipe.read, at: 1, count: 1) }
        let sent = try await pipe.write.sendfile(source, count: 1 << 20)
        #expect(sent > 0 && sent < 1 << 20)
        await expectErrno(EAGAIN) { _ = try await pipe.write.sendfile(source, count: 1) }
        let directory = try await process.open("/")
        let empty = try await process.pipe2()
        await expectErrno(EINVAL) { _ = try await empty.write.sendfile(directory, count: 1) }
    }
}
