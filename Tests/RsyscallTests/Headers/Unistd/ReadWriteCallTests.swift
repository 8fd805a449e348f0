import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite struct ReadWriteCallTests {
    let process = LinuxProcess.local

    @Test func `read and write and pread and pwrite and lseek take pointers`() async throws {
        let file = try await process.memfd_create("bytes")
        let written = try await process.task.pointer(to: Bytes("hello, world".utf8))
        #expect(try await file.write(written) == 12)
        #expect(try await file.pwrite(written, at: 12) == 12)
        #expect(try await file.lseek(0, .cur) == 12)
        var buffer = try await process.task.allocate(Bytes.self, count: 100)
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
        let pipe = try await process.pipe2([.cloexec, .nonblock]).take()
        var buffer = try await process.task.allocate(Bytes.self, count: 10)
        await expectErrno(EAGAIN) { try await pipe.first.read(into: &buffer).free() }
        await expectErrno(EBADF) { try await pipe.second.read(into: &buffer).free() }
        await expectErrno(ESPIPE) { try await pipe.first.pread(into: &buffer, at: 0).free() }
        #expect(buffer.size == 10)
        await expectErrno(EAGAIN) { _ = try await pipe.first.read(upTo: 10) }
        await expectErrno(ESPIPE) { _ = try await pipe.first.pread(upTo: 10, at: 0) }
        let written = try await process.task.pointer(to: Bytes("abc".utf8))
        await expectErrno(EBADF) { _ = try await pipe.first.write(written) }
        await expectErrno(ESPIPE) { _ = try await pipe.second.pwrite(written, at: 0) }
        await expectErrno(EBADF) { try await pipe.first.write("abc".utf8) }
        await expectErrno(ESPIPE) { try await pipe.second.pwrite("abc".utf8, at: 0) }
        #expect(written.value == Bytes("abc".utf8))
        await expectErrno(ESPIPE) { try await pipe.first.lseek(0, .set) }
        await expectErrno(EINVAL) { try await pipe.first.ftruncate(0) }
        let file = try await process.memfd_create("offset")
        await expectErrno(EINVAL) { try await file.lseek(-1, .set) }
        await expectErrno(EINVAL) { try await file.ftruncate(-1) }
    }

    @Test func `readv and writev take pointers to vectors and leave them on EBADF`() async throws {
        let file = try await process.memfd_create("vectors")
        var out = IovecList<ReadablePointer<Bytes>>()
        try out.append(try await process.task.pointer(to: Bytes("abc".utf8)))
        try out.append(try await process.task.pointer(to: Bytes("defgh".utf8)))
        let list = try await process.task.pointer(to: out)
        #expect(try await file.writev(list) == 8)
        #expect(try await file.pwritev2(list, at: 8) == 8)
        try await file.lseek(0, .set)
        var into = IovecList<Pointer<Bytes>>()
        into.append(try await process.task.allocate(Bytes.self, count: 5))
        into.append(try await process.task.allocate(Bytes.self, count: 5))
        let buffers = try await process.task.pointer(to: into)
        #expect(try await file.readv(buffers) == 10)
        #expect(try await file.preadv2(buffers, at: 8) == 8)
        await expectErrno(EINVAL) { _ = try await file.preadv2(buffers, at: -2) }
        await expectErrno(EINVAL) { _ = try await file.pwritev2(list, at: -2) }
        var pair = buffers.take()
        let filled = try pair.first.assumeFilled(8)
        #expect(filled.count == 2)
        #expect(pair.first.size == 2)

        let reader = try await process.open("/dev/null", [.rdonly, .cloexec])
        await expectErrno(EBADF) { _ = try await reader.writev(list) }
        var again = list.take()
        await expectErrno(EBADF) { _ = try await reader.writev(&again.first).count }
        #expect(again.first.size == 8)
        let writer = try await process.open("/dev/null", [.wronly, .cloexec])
        await expectErrno(EBADF) { _ = try await writer.readv(into: &pair.first).count }
        #expect(pair.first.size == 2)
    }

    @Test func `readv fills and writev drains a vector`() async throws {
        let file = try await process.memfd_create("vectors")
        var out = IovecList<ReadablePointer<Bytes>>()
        try out.append(try await process.task.pointer(to: Bytes("abc".utf8)))
        let written = try await file.writev(&out)
        #expect(written.size == 3)
        #expect(out.count == 0)
        try await file.lseek(0, .set)
        var into = IovecList<Pointer<Bytes>>()
        into.append(try await process.task.allocate(Bytes.self, count: 5))
        let filled = try await file.readv(into: &into)
        #expect(filled.size == 3)
        #expect(into.size == 2)
    }

    @Test func `pipe2 gives a buffer that is too short back`() async throws {
        let small = try await process.task.allocate(PipeEnds.self, size: 4)
        let back = try await expectRefused(
            .error(PointerError.valueTooLong(byteCount: 8, size: 4)), small
        ) { try await process.pipe2(into: $0) }
        #expect(back.size == 4)
        await expectErrno(EINVAL) { _ = try await process.pipe2(.append).read.number }
    }

    @Test func `close fails with EBADF the second time`() async throws {
        // In a table of its own, where nobody else opens the number again.
        let child = try await process.clone()
        let file = try await child.memfd_create("closed")
        let again = OwnedFileDescriptor(adopting: file.number, of: child.task)
        try await file.close()
        await expectErrno(EBADF) { try await child.task.syscall(.close, again.number) }
        do {
            try await again.close()
            Issue.record("closed twice")
        } catch {
            #expect((error as? SyscallError)?.errno == .badFileDescriptor)
        }
    }
}
