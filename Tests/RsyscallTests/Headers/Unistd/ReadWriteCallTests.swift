import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct ReadWriteCallTests {
    let process = ProcessKind.current

    @Test func `read and write and pread and pwrite and lseek take pointers`() async throws {
        let file = try await process.memfd_create("bytes")
        let written = try await process.pointer(to: Bytes("hello, world".utf8))
        #expect(try await file.write(written) == 12)
        #expect(try await file.pwrite(written, at: 12) == 12)
        #expect(try await file.lseek(0, .cur) == 12)
        var buffer = try await process.allocate(Bytes.self, count: 100)
        let read = try await file.read(into: &buffer)
        #expect(try await read.read() == Bytes("hello, world".utf8))
        let positioned = try await file.pread(into: &buffer, at: 7)
        #expect(try await positioned.read().array.prefix(5) == ArraySlice("world".utf8))
        let end = try await file.read(into: &buffer)
        #expect(end.size == 0)
        try await file.pwrite("X".utf8, at: 0)
        #expect(try await file.pread(upTo: 1, at: 0) == Array("X".utf8))
        try await file.ftruncate(3)
        #expect(try await file.lseek(0, .end) == 3)
    }

    @Test func `read and write leave the buffer on EAGAIN and EBADF and ESPIPE`() async throws {
        let pipe = try await process.pipe2([.cloexec, .nonblock])
        var buffer = try await process.allocate(Bytes.self, count: 10)
        await expectErrno(EAGAIN) { try await pipe.read.read(into: &buffer).free() }
        await expectErrno(EBADF) { try await pipe.write.read(into: &buffer).free() }
        await expectErrno(ESPIPE) { try await pipe.read.pread(into: &buffer, at: 0).free() }
        #expect(buffer.size == 10)
        await expectErrno(EAGAIN) { _ = try await pipe.read.read(upTo: 10) }
        await expectErrno(ESPIPE) { _ = try await pipe.read.pread(upTo: 10, at: 0) }
        let written = try await process.pointer(to: Bytes("abc".utf8))
        await expectErrno(EBADF) { _ = try await pipe.read.write(written) }
        await expectErrno(ESPIPE) { _ = try await pipe.write.pwrite(written, at: 0) }
        await expectErrno(EBADF) { try await pipe.read.write("abc") }
        await expectErrno(ESPIPE) { try await pipe.write.pwrite("abc".utf8, at: 0) }
        #expect(written.value == Bytes("abc".utf8))
        await expectErrno(ESPIPE) { try await pipe.read.lseek(0, .set) }
        await expectErrno(EINVAL) { try await pipe.read.ftruncate(0) }
        let file = try await process.memfd_create("offset")
        await expectErrno(EINVAL) { try await file.lseek(-1, .set) }
        await expectErrno(EINVAL) { try await file.ftruncate(-1) }
    }

    @Test func `write takes text, which is written as UTF-8`() async throws {
        let file = try await process.memfd_create("text")
        try await file.write("häuser")
        #expect(try await file.pread(upTo: 100, at: 0) == Array("häuser".utf8))
    }

    @Test func `truncate sets the length of a file and fails with EISDIR and EINVAL`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            try await process.truncate(path.appending("a"), 10)
            #expect(try await directory.openat("a").read(upTo: 20) == Array("abc\0\0\0\0\0\0\0".utf8))
            let written = try await process.pointer(to: path.appending("a"))
            try await process.truncate(written, 1)
            #expect(try await directory.fstatat("a").size == 1)
            await expectErrno(EISDIR) { try await process.truncate(path, 1) }
            await expectErrno(EINVAL) { try await process.truncate(path.appending("a"), -1) }
        }
    }
}
