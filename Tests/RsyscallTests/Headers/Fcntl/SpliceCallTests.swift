import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct SpliceCallTests {
    let process = ProcessKind.current

    @Test func `splice moves bytes from a file through a pipe to an offset of another`() async throws {
        let source = try await process.memfd_create("source")
        let target = try await process.memfd_create("target")
        try await source.pwrite("0123456789".utf8, at: 0)
        let pipe = try await process.pipe2()
        #expect(try await source.splice(from: 4, to: pipe.write, count: 3) == 3)
        #expect(try await source.splice(to: pipe.write, count: 2) == 2)
        #expect(try await source.lseek(0, .cur) == 2)
        #expect(try await pipe.read.splice(to: target, at: 1, count: 100, [.move, .more]) == 5)
        #expect(try await target.pread(upTo: 100, at: 0) == [0] + Array("45601".utf8))
        try await pipe.write.close()
        #expect(try await pipe.read.splice(to: target, count: 100) == 0)
    }

    @Test func `tee copies bytes that stay in the pipe`() async throws {
        let pipe = try await process.pipe2()
        let other = try await process.pipe2()
        try await pipe.write.write("both".utf8)
        #expect(try await pipe.read.tee(to: other.write, count: 100) == 4)
        #expect(try await pipe.read.read(upTo: 100) == Array("both".utf8))
        #expect(try await other.read.read(upTo: 100) == Array("both".utf8))
        await expectErrno(EAGAIN) { _ = try await pipe.read.tee(to: other.write, count: 1, .nonblock) }
        await expectErrno(EAGAIN) { _ = try await pipe.read.splice(to: other.write, count: 1, .nonblock) }
    }

    @Test func `splice fails with EINVAL without a pipe and ESPIPE for an offset in one`() async throws {
        let file = try await process.memfd_create("file")
        let other = try await process.memfd_create("other")
        let pipe = try await process.pipe2()
        await expectErrno(EINVAL) { _ = try await file.splice(to: other, count: 1) }
        await expectErrno(EINVAL) { _ = try await pipe.read.splice(to: pipe.write, count: 1) }
        await expectErrno(EINVAL) { _ = try await pipe.read.tee(to: pipe.write, count: 1) }
        await expectErrno(EINVAL) { _ = try await file.tee(to: pipe.write, count: 1) }
        await expectErrno(ESPIPE) { _ = try await pipe.read.splice(from: 1, to: file, count: 1) }
        await expectErrno(ESPIPE) { _ = try await file.splice(to: pipe.write, at: 1, count: 1) }
    }
}
